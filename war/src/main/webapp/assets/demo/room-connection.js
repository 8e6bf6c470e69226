const PING_EVERY = 25_000;
const PONG_WITHIN = 45_000;
const FIRST_RETRY = 500;
const LAST_RETRY = 20_000;
const SNAPSHOT = 50;
const HEARTBEAT_LOST = 4000; // the close code the protocol's own client uses

/**
 * One WebSocket to the room, kept alive: pings, comes back with growing pauses after a loss, and changes over to a fresh token before the
 * old one ends, the new socket first. The listener has onState({status, retryAt, reason}), onFrame(frame) and hasPosition().
 */
export class RoomConnection {
  #session;
  #listener;
  #live = null; // the socket we are in the room with
  #opening = null; // the socket on its way in; both at once while a token is renewed
  #failures = 0;
  #heardAt = 0;
  #retryTimer;
  #pingTimer;
  #renewTimer;

  constructor(session, listener) {
    this.#session = session;
    this.#listener = listener;
  }

  /** Goes in, with a session that has a token. */
  enter() {
    addEventListener("online", () => this.#retryNow());
    document.addEventListener("visibilitychange", () => document.hidden || this.#retryNow());
    this.#renewLater(this.#session.renewAfter);
    this.#open();
  }

  /** Sends a frame; false if there is no live connection to send it on. */
  send(frame) {
    if (this.#live?.readyState !== WebSocket.OPEN) {
      return false;
    }
    this.#live.send(JSON.stringify(frame));
    return true;
  }

  /** Opens a second socket and changes over to it; what the listener has no position for comes as a snapshot. */
  reopen() {
    if (!this.#opening) {
      this.#open();
    }
  }

  #open() {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    if (!this.#live) {
      this.#listener.onState({ status: "connecting" });
    }
    const replay = this.#listener.hasPosition() ? "off" : "connect";
    const socket = new WebSocket(this.#session.socketUrl(replay, SNAPSHOT));
    this.#opening = socket;
    socket.addEventListener("message", (event) => this.#hear(socket, event.data));
    socket.addEventListener("close", () => this.#lost(socket));
  }

  #hear(socket, text) {
    if (socket !== this.#live && socket !== this.#opening) {
      return;
    }
    const frame = JSON.parse(text);
    this.#heardAt = Date.now();
    if (frame.type === "subscription_succeeded" && socket === this.#opening) {
      this.#changeOver(socket);
    }
    this.#listener.onFrame(frame);
  }

  #changeOver(socket) {
    this.#live?.close(1000);
    this.#live = socket;
    this.#opening = null;
    this.#failures = 0;
    clearInterval(this.#pingTimer);
    this.#pingTimer = setInterval(() => this.#ping(), PING_EVERY);
    this.#listener.onState({ status: "live" });
  }

  #ping() {
    if (Date.now() - this.#heardAt > PONG_WITHIN) {
      const silent = this.#live;
      silent.close(HEARTBEAT_LOST);
      this.#lost(silent); // a dead network can keep the close event back for minutes
    } else {
      this.send({ type: "ping" });
    }
  }

  #lost(socket) {
    if (socket === this.#live) {
      this.#live = null;
      clearInterval(this.#pingTimer);
    } else if (socket === this.#opening) {
      this.#opening = null;
      this.#failures += 1;
    } else {
      return;
    }
    if (!this.#opening) {
      this.#retryLater();
    }
  }

  #retryLater() {
    const pause = Math.min(LAST_RETRY, FIRST_RETRY * 2 ** this.#failures) * (0.75 + Math.random() / 2);
    if (!this.#live) {
      this.#listener.onState({ status: "waiting", retryAt: Date.now() + pause });
    }
    this.#retryTimer = setTimeout(() => this.#retry(), pause);
  }

  #retryNow() {
    if (this.#retryTimer) {
      clearTimeout(this.#retryTimer);
      this.#retry();
    }
  }

  /** A browser cannot tell a refused handshake from a dead server, so after a failure it asks over HTTP which it is. */
  async #retry() {
    this.#retryTimer = undefined;
    try {
      if (this.#failures > 0 && !(await this.#session.isAccepted())) {
        await this.#session.renew();
      }
      this.#open();
    } catch (problem) {
      this.#afterFailedRetry(problem);
    }
  }

  #afterFailedRetry(problem) {
    this.#failures += 1;
    this.#retryLater();
    if (problem.name !== "TypeError" && !this.#live) {
      this.#listener.onState({ status: "refused", reason: problem.message });
    }
  }

  #renewLater(pause) {
    clearTimeout(this.#renewTimer);
    this.#renewTimer = setTimeout(() => this.#renew(), pause);
  }

  async #renew() {
    try {
      await this.#session.renew();
      this.#renewLater(this.#session.renewAfter);
    } catch {
      this.#renewLater(LAST_RETRY);
      return;
    }
    if (this.#live) {
      this.reopen();
    }
  }
}
