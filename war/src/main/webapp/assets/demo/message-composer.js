import { element } from "../dom.js";

const CONTENT_LENGTH = 4000; // Limits.CONTENT_UNITS
const TYPING_EVERY = 3_000;
const TYPING_ENDS = 4_000;

/** Where a message is written or changed. Fires "post" and "edit" (with the text), "typing" (true or false) and "edit-last". */
class MessageComposer extends HTMLElement {
  connectedCallback() {
    this.text = element("textarea", {
      id: "message-text",
      rows: 2,
      maxlength: CONTENT_LENGTH,
      placeholder: "Write a message",
      "aria-label": "Message",
      "aria-describedby": "message-hint",
      onkeydown: (event) => this.onKey(event),
      oninput: () => this.onInput(),
    });
    this.editing = element(
      "p",
      { class: "editing", hidden: true },
      "You are changing your message. ",
      element("button", { type: "button", onclick: () => this.endEditing() }, "Cancel"),
    );
    this.send = element("button", { class: "primary" }, "Send");
    this.append(
      element("p", { class: "notice", role: "alert", hidden: true }),
      this.editing,
      element("form", { onsubmit: (event) => this.submit(event) }, this.text, this.send),
      element("p", { id: "message-hint", class: "hint soft" }, "Enter sends, Shift+Enter begins a line, ↑ changes your last message."),
    );
  }

  onKey(event) {
    if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
      this.submit(event);
    } else if (event.key === "Escape" && this.messageId !== undefined) {
      this.endEditing();
    } else if (event.key === "ArrowUp" && this.text.value === "") {
      event.preventDefault();
      this.fire("edit-last");
    }
  }

  onInput() {
    if (this.text.value === "") {
      this.endTyping();
      return;
    }
    const now = Date.now();
    if (now - (this.toldTypingAt ?? 0) > TYPING_EVERY) {
      this.toldTypingAt = now;
      this.fire("typing", true);
    }
    clearTimeout(this.typingTimer);
    this.typingTimer = setTimeout(() => this.endTyping(), TYPING_ENDS);
  }

  endTyping() {
    clearTimeout(this.typingTimer);
    if (this.toldTypingAt) {
      this.toldTypingAt = undefined;
      this.fire("typing", false);
    }
  }

  submit(event) {
    event.preventDefault();
    const content = this.text.value.trim();
    if (content === "") {
      return;
    }
    this.notice("");
    this.endTyping();
    if (this.messageId === undefined) {
      this.fire("post", content);
      this.text.value = "";
    } else {
      const edit = { messageId: this.messageId, content };
      this.endEditing();
      this.fire("edit", edit); // who cannot send it gives it back
    }
    this.text.focus();
  }

  beginEditing(message) {
    if (this.messageId === undefined) {
      this.draft = this.text.value;
    }
    this.messageId = message.id;
    this.editing.hidden = false;
    this.send.textContent = "Save";
    this.text.value = message.content;
    this.text.focus();
  }

  endEditing() {
    this.messageId = undefined;
    this.editing.hidden = true;
    this.send.textContent = "Send";
    this.text.value = this.draft ?? "";
    this.draft = undefined;
    this.text.focus();
  }

  /** The message that is being changed may be gone; what was written stays, as a new one. */
  onGone(messageId) {
    if (this.messageId === messageId) {
      this.draft = this.text.value;
      this.endEditing();
      this.notice("The message you were changing was deleted. What you wrote is still here.");
    }
  }

  /** A sentence that belongs to no message; the empty one takes it away. */
  notice(sentence) {
    const place = this.querySelector(".notice");
    place.textContent = sentence;
    place.hidden = sentence === "";
  }

  fire(type, detail) {
    this.dispatchEvent(new CustomEvent(type, { detail }));
  }
}

customElements.define("message-composer", MessageComposer);
