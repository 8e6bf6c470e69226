import { element } from "../dom.js";
import { timeOf } from "./message-item.js";

const NEAR_END = 80; // pixels from the end that still count as reading the newest

/** The conversation, oldest first, then what is not yet acknowledged. Fires "load-older", "retry" and "discard" (with the clientMessageId). */
class MessageList extends HTMLElement {
  items = new Map();

  connectedCallback() {
    this.older = element("button", { type: "button", class: "older", hidden: true, onclick: () => this.fire("load-older") }, "Load older messages");
    this.list = element("ol", { role: "log", "aria-label": "Messages" });
    this.unsent = element("ol", { class: "unsent", "aria-label": "Not yet sent" });
    this.typing = element("p", { class: "typing soft", role: "status" });
    this.append(this.older, this.list, this.unsent, this.typing);
    this.tabIndex = 0; // the list scrolls by keyboard
  }

  /** Draws everything anew and keeps the reader's place. */
  showAll(room) {
    const fromEnd = this.scrollHeight - this.scrollTop;
    const wasAtEnd = this.isAtEnd();
    const items = room.conversation.messages.map((message) => this.itemFor(message, room));
    this.items = new Map(items.map((item) => [item.firstChild.message.id, item]));
    this.list.replaceChildren(...items);
    this.older.hidden = !room.conversation.hasOlder;
    this.scrollTop = wasAtEnd ? this.scrollHeight : this.scrollHeight - fromEnd;
  }

  /** Draws one message: new, changed or gone. */
  showOne(id, room) {
    const message = room.conversation.get(id);
    const wasAtEnd = this.isAtEnd();
    if (!message) {
      this.removeItem(id);
    } else if (this.items.has(id)) {
      this.itemFor(message, room);
    } else {
      this.insert(this.itemFor(message, room), message);
    }
    if (wasAtEnd) {
      this.toEnd();
    }
  }

  /** The keyboard goes on from where it was. */
  removeItem(id) {
    const item = this.items.get(id);
    const next = item?.contains(document.activeElement) ? (item.nextElementSibling ?? item.previousElementSibling) : null;
    item?.remove();
    this.items.delete(id);
    next && (next.querySelector("button") ?? this).focus();
  }

  itemFor(message, room) {
    const item = this.items.get(message.id) ?? element("li", {}, document.createElement("message-item"));
    item.firstChild.show(message, room.people.name(message.userId), room.isMine(message));
    return item;
  }

  /** Nearly always the newest, so the place is looked for from the end. */
  insert(item, message) {
    this.items.set(message.id, item);
    let after = this.list.lastElementChild;
    while (after && comesBefore(message, after.firstChild.message)) {
      after = after.previousElementSibling;
    }
    after ? after.after(item) : this.list.prepend(item);
  }

  showUnsent(entries) {
    const wasAtEnd = this.isAtEnd();
    this.unsent.replaceChildren(...entries.map((entry) => this.unsentItem(entry)));
    if (wasAtEnd) {
      this.toEnd();
    }
  }

  unsentItem({ clientMessageId, content, state, problem, writtenAt }) {
    const failed = state === "failed";
    return element(
      "li",
      { class: state },
      element("p", { class: "head" }, element("strong", {}, "You"), " ", timeOf(writtenAt), element("span", { class: failed ? "bad" : "soft" }, failed ? " not sent" : " sending …")),
      element("p", { class: "content" }, content),
      failed ? element("p", { class: "bad", role: "alert" }, problem) : null,
      failed ? element("p", { class: "actions" }, this.button("Try again", "retry", clientMessageId), this.button("Discard", "discard", clientMessageId)) : null,
    );
  }

  /** Marks where the messages begin that came while we were away. */
  showMissed(howMany) {
    this.list.querySelector(".missed")?.remove();
    const words = howMany === 1 ? "1 message while you were away" : `${howMany} messages while you were away`;
    const first = this.list.children[this.list.children.length - howMany];
    first?.before(element("li", { class: "missed" }, words));
    this.toEnd();
  }

  showTyping(names) {
    const wasAtEnd = this.isAtEnd();
    const words = names.length === 0 ? "" : names.length === 1 ? `${names[0]} is writing …` : `${names.join(", ")} are writing …`;
    if (this.typing.textContent !== words) {
      this.typing.textContent = words;
    }
    if (wasAtEnd) {
      this.toEnd();
    }
  }

  isAtEnd() {
    return this.scrollHeight - this.scrollTop - this.clientHeight < NEAR_END;
  }

  toEnd() {
    this.scrollTop = this.scrollHeight;
  }

  button(label, type, detail) {
    return element("button", { type: "button", onclick: () => this.fire(type, detail) }, label);
  }

  fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

function comesBefore(message, other) {
  return other !== undefined && (message.createdAt < other.createdAt || (message.createdAt === other.createdAt && message.id < other.id));
}

customElements.define("message-list", MessageList);
