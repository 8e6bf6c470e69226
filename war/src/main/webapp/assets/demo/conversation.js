/**
 * The messages on the page, in the room's order, with their reactions. Told the same news twice it changes nothing the second time. Fires
 * "change" with the message's id when one message changed, and "reset" when all did.
 */
export class Conversation extends EventTarget {
  #messages = new Map();
  #isMe;
  hasOlder = false;

  constructor(isMe) {
    super();
    this.#isMe = isMe;
  }

  /** Oldest first. */
  get messages() {
    return [...this.#messages.values()].sort(inOrder);
  }

  get(id) {
    return this.#messages.get(id);
  }

  /** Takes a snapshot in place of everything; a full one means that there is more to load. */
  reset(messages, reactions, pageSize) {
    this.#messages.clear();
    messages.forEach((message) => this.#store(message, reactions[message.id]));
    this.hasOlder = messages.length >= pageSize;
    this.dispatchEvent(new Event("reset"));
  }

  /** Adds a page of history before what is here. */
  addOlder(messages, reactions, pageSize) {
    messages.filter((message) => !this.#messages.has(message.id)).forEach((message) => this.#store(message, reactions[message.id]));
    this.hasOlder = messages.length >= pageSize;
    this.dispatchEvent(new Event("reset"));
  }

  put(message) {
    const known = this.#messages.get(message.id);
    if (known && known.version >= message.version) {
      return;
    }
    this.#store({ ...known, ...message }, known ? countsOf(known) : {}, known?.myReactions);
    this.#changed(message.id);
  }

  edit({ id, content, editedAt, version }) {
    const known = this.#messages.get(id);
    if (known && known.version < version) {
      Object.assign(known, { content, editedAt, version, problem: undefined });
      this.#changed(id);
    }
  }

  remove(id) {
    if (this.#messages.delete(id)) {
      this.#changed(id);
    }
  }

  /** Counts a reaction; an answer without seq says that it was (or was not) there before, so it only tells what is mine. */
  react({ messageId, userId, emoji, op, seq }) {
    const message = this.#messages.get(messageId);
    if (!message) {
      return;
    }
    const added = op === "add";
    if (seq !== undefined) {
      const count = (message.reactions.get(emoji) ?? 0) + (added ? 1 : -1);
      count > 0 ? message.reactions.set(emoji, count) : message.reactions.delete(emoji);
    }
    if (this.#isMe(userId)) {
      added ? message.myReactions.add(emoji) : message.myReactions.delete(emoji);
      message.problem = undefined;
    }
    this.#changed(messageId);
  }

  /** Notes at a message why the last thing tried with it did not work; undefined takes the note away. */
  setProblem(id, problem) {
    const message = this.#messages.get(id);
    if (message && message.problem !== problem) {
      message.problem = problem;
      this.#changed(id);
    }
  }

  #store(message, counts, mine = new Set()) {
    const reactions = new Map(Object.entries(counts ?? {}));
    this.#messages.set(message.id, { ...message, reactions, myReactions: mine });
  }

  #changed(id) {
    this.dispatchEvent(new CustomEvent("change", { detail: id }));
  }
}

function countsOf(message) {
  return Object.fromEntries(message.reactions);
}

/** By time, which never goes backwards in a room; equal times by id, which rises with seq. */
function inOrder(a, b) {
  return a.createdAt === b.createdAt ? a.id - b.id : a.createdAt < b.createdAt ? -1 : 1;
}
