import { base, element } from "./dom.js";

const ASK_EVERY = 10_000;

/** Asks the server's health again and again and says it in one line and a list of checks. */
class HealthState extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
    this.ask();
    this.timer = setInterval(() => this.ask(), ASK_EVERY);
  }

  disconnectedCallback() {
    clearInterval(this.timer);
  }

  async ask() {
    try {
      const answer = await fetch(new URL("health", base), { cache: "no-store" });
      this.show(await answer.json());
    } catch {
      this.say("bad", "The server does not answer.");
    }
  }

  show(health) {
    const version = health.version ? ` Version ${health.version}.` : "";
    const checks = Object.entries(health.checks ?? {}).map(([name, state]) =>
      element("li", {}, element("span", { class: "soft" }, `${name}: `), typeof state === "string" ? state : JSON.stringify(state)),
    );
    this.say(health.ok ? "good" : "bad", (health.ok ? "The server is well." : "The server is up but not well.") + version, ...checks);
  }

  /** Touches the page only when something changed, or a screen reader would speak every ten seconds. */
  say(mood, sentence, ...checks) {
    const news = element("div", {}, element("p", { class: mood }, sentence), element("ul", {}, ...checks));
    if (this.firstElementChild?.isEqualNode(news) !== true) {
      this.replaceChildren(news);
    }
  }
}

customElements.define("health-state", HealthState);
