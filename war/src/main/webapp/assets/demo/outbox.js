/**
 * What this page has sent and nobody has acknowledged yet. A message keeps its clientMessageId however often it is sent, so a retry never
 * makes a second one. Fires "change".
 */
export class Outbox extends EventTarget {
  #waiting = new Map();
  #send;

  constructor(send) {
    super();
    this.#send = send;
  }

  /** In the order in which they were written. */
  get waiting() {
    return [...this.#waiting.values()];
  }

  post(content) {
    const clientMessageId = crypto.randomUUID?.() ?? randomId();
    this.#waiting.set(clientMessageId, { clientMessageId, content, state: "pending", writtenAt: new Date().toISOString() });
    this.#sendOne(clientMessageId);
  }

  retry(clientMessageId) {
    this.#waiting.get(clientMessageId).state = "pending";
    this.#sendOne(clientMessageId);
  }

  discard(clientMessageId) {
    if (this.#waiting.delete(clientMessageId)) {
      this.#changed();
    }
  }

  /** Notes a refusal; false if nothing of that id waits here. */
  fail(clientMessageId, problem) {
    const entry = this.#waiting.get(clientMessageId);
    if (!entry) {
      return false;
    }
    Object.assign(entry, { state: "failed", problem });
    this.#changed();
    return true;
  }

  /** Sends again whatever a lost connection left without an answer. */
  resendAll() {
    this.waiting.filter((entry) => entry.state === "pending").forEach((entry) => this.#sendOne(entry.clientMessageId));
  }

  #sendOne(clientMessageId) {
    const { content } = this.#waiting.get(clientMessageId);
    this.#send({ type: "message", content, clientMessageId });
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}

/** randomUUID exists only on https and localhost. */
function randomId() {
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join("");
}
