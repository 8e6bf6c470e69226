import { element } from "../dom.js";

const EMOJIS = ["👍", "❤️", "😂", "🎉", "👀"];

/**
 * One stored message. Fires "edit-message", "delete-message" and "react" (with the emoji); all bubble. Rebuilds its inside at each change and
 * keeps the keyboard's place in it.
 */
class MessageItem extends HTMLElement {
  show(message, author, isMine) {
    this.message = message;
    this.classList.toggle("own", isMine);
    const focused = this.contains(document.activeElement) ? document.activeElement.dataset.key : undefined;
    this.replaceChildren(
      this.head(message, author),
      element("p", { class: "content" }, message.content),
      ...this.links(message.attachments ?? []),
      this.reactions(message),
      this.actions(isMine),
      message.problem ? element("p", { class: "bad", role: "alert" }, message.problem) : "",
    );
    if (focused) {
      this.querySelector(`[data-key="${CSS.escape(focused)}"]`)?.focus();
    }
  }

  head(message, author) {
    return element(
      "p",
      { class: "head" },
      element("strong", {}, author),
      " ",
      timeOf(message.createdAt),
      message.editedAt ? element("span", { class: "soft", title: new Date(message.editedAt).toLocaleString() }, " edited") : null,
    );
  }

  links(attachments) {
    return attachments
      .filter(({ url }) => /^https?:/i.test(url))
      .map(({ url, name }) => element("p", {}, element("a", { href: url, rel: "noopener noreferrer", target: "_blank" }, name || url)));
  }

  reactions(message) {
    const chips = [...message.reactions].map(([emoji, count]) =>
      this.button(`count-${emoji}`, `${emoji} ${count}`, () => this.fire("react", emoji), {
        "aria-pressed": String(message.myReactions.has(emoji)),
        "aria-label": `${emoji}, ${count}`,
      }),
    );
    return element("p", { class: "reactions" }, ...chips);
  }

  actions(isMine) {
    const choices = EMOJIS.map((emoji) =>
      this.button(`add-${emoji}`, emoji, () => this.choose(emoji), { "aria-label": `React with ${emoji}` }),
    );
    return element(
      "p",
      { class: "actions" },
      this.button("react", "React", () => this.toggleChoice(), { "aria-expanded": String(Boolean(this.choosing)) }),
      element("span", { class: "choices", hidden: !this.choosing }, ...choices),
      isMine ? this.button("edit", "Edit", () => this.fire("edit-message")) : null,
      isMine ? this.button("delete", "Delete", () => this.fire("delete-message")) : null,
    );
  }

  toggleChoice() {
    this.choosing = !this.choosing;
    this.querySelector("[data-key=react]").setAttribute("aria-expanded", String(this.choosing));
    this.querySelector(".choices").hidden = !this.choosing;
  }

  choose(emoji) {
    this.toggleChoice();
    this.querySelector("[data-key=react]").focus();
    this.fire("react", emoji);
  }

  button(key, label, onclick, attributes = {}) {
    return element("button", { type: "button", "data-key": key, onclick, ...attributes }, label);
  }

  fire(type, emoji) {
    this.dispatchEvent(new CustomEvent(type, { bubbles: true, detail: { messageId: this.message.id, emoji } }));
  }
}

/** The clock time today, date and time before. */
export function timeOf(iso) {
  const when = new Date(iso);
  const isToday = when.toDateString() === new Date().toDateString();
  const text = isToday
    ? when.toLocaleTimeString([], { hour: "2-digit", minute: "2-digit" })
    : when.toLocaleString([], { dateStyle: "medium", timeStyle: "short" });
  return element("time", { datetime: iso, title: when.toLocaleString(), class: "soft" }, text);
}

customElements.define("message-item", MessageItem);
