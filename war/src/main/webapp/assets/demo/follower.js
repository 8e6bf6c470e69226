/**
 * Follows the room's log without a hole: knows the last seq it was told, and after a loss, or when a number is skipped, asks to resume and
 * holds back what is newer until the answer is complete. Example: at 7 comes 9; it asks for everything after 7, gets 8 and 9, then goes on.
 * The listener has apply(frame), applyMissed(events, messages), startOver() and onCaughtUp(howMany).
 */
export class Follower {
  #send;
  #listener;
  #lastSeq;
  #epoch;
  #held = null; // frames that wait for the answer; null when nothing is asked
  #missed = 0;

  constructor(send, listener) {
    this.#send = send;
    this.#listener = listener;
  }

  hasPosition() {
    return this.#epoch !== undefined;
  }

  onFrame(frame) {
    if (frame.type === "subscription_succeeded") {
      this.#enter(frame);
    } else if (frame.type === "replay" && frame.events) {
      this.#onAnswer(frame);
    } else if (typeof frame.seq === "number") {
      this.#onEvent(frame);
    } else {
      this.#listener.apply(frame);
    }
  }

  #enter(frame) {
    this.#listener.apply(frame);
    if (this.hasPosition()) {
      this.#held = [];
      this.#ask();
    } else {
      this.#epoch = frame.epoch;
      this.#lastSeq = frame.seq;
      this.#listener.onCaughtUp(0);
    }
  }

  #ask() {
    this.#send({ type: "resume", lastSeq: this.#lastSeq, epoch: this.#epoch });
  }

  #onEvent(frame) {
    if (this.#held) {
      this.#held.push(frame);
    } else if (frame.seq > this.#lastSeq + 1) {
      this.#held = [frame];
      this.#ask();
    } else {
      this.#lastSeq = Math.max(this.#lastSeq, frame.seq);
      this.#listener.apply(frame);
    }
  }

  #onAnswer(frame) {
    if (frame.recovered === false) {
      this.#forget(frame);
      return;
    }
    this.#missed += frame.events.filter((event) => event.eventType === "create").length;
    this.#lastSeq = Math.max(this.#lastSeq, frame.lastSeq);
    this.#listener.applyMissed(frame.events, frame.messages ?? []);
    if (frame.hasMore) {
      this.#ask();
    } else {
      this.#release();
    }
  }

  /** Our position belongs to a log that is gone: without one the next connection begins with a snapshot. */
  #forget(frame) {
    this.#epoch = undefined;
    this.#lastSeq = frame.currentSeq;
    this.#held = null;
    this.#missed = 0;
    this.#listener.startOver();
  }

  #release() {
    const held = this.#held ?? [];
    const missed = this.#missed;
    this.#held = null;
    this.#missed = 0;
    held.filter((frame) => frame.seq > this.#lastSeq).forEach((frame) => this.#onEvent(frame));
    if (!this.#held) {
      this.#listener.onCaughtUp(missed);
    }
  }
}
