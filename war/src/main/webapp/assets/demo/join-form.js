import { element } from "../dom.js";

const NAME_LENGTH = 64; // Limits.PRESENCE_NAME_UNITS
const REMEMBERED = "fluxy-demo-name";

/** Asks for a display name. Fires "join" with it. */
class JoinForm extends HTMLElement {
  connectedCallback() {
    this.name = element("input", {
      id: "display-name",
      name: "displayName",
      required: true,
      maxlength: NAME_LENGTH,
      autocomplete: "nickname",
      value: sessionStorage.getItem(REMEMBERED) ?? "",
    });
    this.button = element("button", { class: "primary" }, "Enter the room");
    this.problem = element("p", { class: "bad", role: "alert" });
    this.append(
      element(
        "form",
        { class: "sheet", onsubmit: (event) => this.join(event) },
        element("h2", {}, "Come in"),
        element("p", {}, "Everybody with this link meets in one room. Pick the name the others will see."),
        element("label", { for: "display-name" }, "Your name"),
        this.name,
        this.button,
        this.problem,
      ),
    );
    this.name.focus();
  }

  join(event) {
    event.preventDefault();
    const displayName = this.name.value.trim();
    if (!displayName) {
      this.refuse("Please enter a name that can be seen.");
    } else {
      sessionStorage.setItem(REMEMBERED, displayName);
      this.problem.textContent = "";
      this.button.disabled = true;
      this.dispatchEvent(new CustomEvent("join", { detail: displayName }));
    }
  }

  refuse(problem) {
    this.button.disabled = false;
    this.problem.textContent = problem;
  }
}

customElements.define("join-form", JoinForm);
