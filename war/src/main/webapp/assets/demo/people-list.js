import { element } from "../dom.js";

/** Who is here, as a list of names. */
class PeopleList extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "region");
    this.setAttribute("aria-label", "Who is here");
  }

  show(people, isMe) {
    const { here } = people;
    const names = here.map(({ userId, name }) =>
      element("li", { title: userId }, isMe(userId) ? `${name} (you)` : name),
    );
    this.replaceChildren(element("h2", {}, `Here now: ${here.length}`), element("ul", {}, ...names));
  }
}

customElements.define("people-list", PeopleList);
