const TYPING_LASTS = 6_000;

/** Who is here, who is writing, and what everybody is called. Fires "change", and "names" when somebody's name became known. */
export class People extends EventTarget {
  #names = new Map();
  #here = [];
  #typing = new Map(); // user id → the timer that ends it, since a lost client never says so

  /** The distinct users in the room. */
  get here() {
    return this.#here.map((userId) => ({ userId, name: this.name(userId) }));
  }

  /** The names of those who are writing now. */
  get typing() {
    return [...this.#typing.keys()].map((userId) => this.name(userId));
  }

  name(userId) {
    return this.#names.get(userId) ?? userId;
  }

  arrive(members) {
    members.forEach((member) => this.learn(member.userId, member.userInfo));
    this.#here = members.map((member) => member.userId);
    this.#changed();
  }

  learn(userId, userInfo) {
    if (userInfo?.name && userInfo.name !== this.#names.get(userId)) {
      this.#names.set(userId, userInfo.name);
      this.dispatchEvent(new Event("names"));
    }
  }

  setTyping(userId, isTyping) {
    clearTimeout(this.#typing.get(userId));
    this.#typing.delete(userId);
    if (isTyping) {
      this.#typing.set(userId, setTimeout(() => this.setTyping(userId, false), TYPING_LASTS));
    }
    this.#changed();
  }

  #changed() {
    this.dispatchEvent(new Event("change"));
  }
}
