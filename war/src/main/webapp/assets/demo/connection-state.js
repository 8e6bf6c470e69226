const WORDS = { connecting: "Connecting …", live: "Live", refused: "Not connected" };

/** One line that says whether we hear the room, and when the next try is due. */
class ConnectionState extends HTMLElement {
  connectedCallback() {
    this.setAttribute("role", "status");
  }

  show(state) {
    clearInterval(this.timer);
    this.dataset.status = state.status;
    if (state.status === "waiting") {
      this.sayWaiting(state.retryAt);
      this.timer = setInterval(() => this.sayWaiting(state.retryAt), 1000);
    } else {
      this.textContent = state.reason ?? WORDS[state.status];
    }
  }

  sayWaiting(retryAt) {
    const seconds = Math.max(1, Math.ceil((retryAt - Date.now()) / 1000));
    this.textContent = `Connection lost, next try in ${seconds} s`;
  }
}

customElements.define("connection-state", ConnectionState);
