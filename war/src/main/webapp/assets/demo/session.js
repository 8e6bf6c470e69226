import { base } from "../dom.js";

const RENEW_AHEAD = 300; // seconds before the token's end, as the protocol's own client does

const REMEMBERED = "fluxy-demo-session";

/** The server answered, but nobody gets into the demo room; the message says why, in words for people. */
export class DemoClosed extends Error {}

/** Who we are in the demo room, and the token that proves it. */
export class DemoSession {
  #userIds = new Set();

  constructor(displayName) {
    this.displayName = displayName;
  }

  /** Of this tab's earlier visit under this name, if there was one: a page that is loaded again is still the same user. */
  static of(displayName) {
    const session = new DemoSession(displayName);
    const remembered = JSON.parse(sessionStorage.getItem(REMEMBERED) ?? "{}");
    if (remembered.displayName === displayName) {
      session.token = remembered.token;
    }
    return session;
  }

  /** Asks the server for a token, at first and before each one ends. Fails with {@link DemoClosed}, or as fetch does. */
  async renew() {
    const headers = { "Content-Type": "application/json" };
    if (this.token) {
      headers.Authorization = `Bearer ${this.token}`; // lets a server keep our user id
    }
    const answer = await fetch(new URL("demo/session", base), {
      method: "POST",
      headers,
      body: JSON.stringify({ displayName: this.displayName }),
    });
    const session = await answer.json().catch(() => ({}));
    if (!answer.ok) {
      throw new DemoClosed(whyClosed(answer.status, session));
    }
    this.token = session.token;
    sessionStorage.setItem(REMEMBERED, JSON.stringify({ displayName: this.displayName, token: this.token }));
    this.roomId = session.roomId;
    this.userId = session.userId;
    this.#userIds.add(session.userId);
    this.expiresIn = session.expiresIn;
  }

  /** Whether this user id is or was ours since the page was opened. */
  owns(userId) {
    return this.#userIds.has(userId);
  }

  /** Milliseconds after a renewal at which the next one is due. */
  get renewAfter() {
    return Math.max(this.expiresIn - RENEW_AHEAD, this.expiresIn / 2) * 1000;
  }

  /** Whether the server still takes the token; fails if the server does not answer. */
  async isAccepted() {
    const answer = await fetch(this.#historyUrl({ limit: 1 }), { headers: this.#bearer });
    return answer.status !== 401 && answer.status !== 403;
  }

  /** A page of history, newest first; before is the createdAt of the oldest message held. */
  async history(limit, before) {
    const answer = await fetch(this.#historyUrl(before ? { limit, before } : { limit }), { headers: this.#bearer });
    if (!answer.ok) {
      throw new Error(`history answered ${answer.status}`);
    }
    return answer.json();
  }

  /** Where the room's WebSocket is; replay says whether the newest messages come first. */
  socketUrl(replay, replayLimit) {
    const url = new URL(`ws/room/${encodeURIComponent(this.roomId)}`, base);
    url.protocol = url.protocol === "https:" ? "wss:" : "ws:";
    url.search = new URLSearchParams({
      token: this.token,
      replay,
      replayLimit,
      presenceInfo: JSON.stringify({ name: this.displayName }),
    });
    return url;
  }

  get #bearer() {
    return { Authorization: `Bearer ${this.token}` };
  }

  #historyUrl(parameters) {
    const url = new URL("api/messages", base);
    url.search = new URLSearchParams({ roomId: this.roomId, ...parameters });
    return url;
  }
}

function whyClosed(status, body) {
  if (body.error === "demo_disabled") {
    return "The demo room is switched off on this server. Its operator switches it on by starting the server with DEMO_ENABLED=true.";
  }
  if (status === 429) {
    return `Too many people came in at once. Please try again in ${body.retryAfterSeconds ?? 60} seconds.`;
  }
  return `The server does not let you into the demo room (${body.error ?? status}).`;
}
