import { Conversation } from "./conversation.js";
import { Follower } from "./follower.js";
import { Outbox } from "./outbox.js";
import { People } from "./people.js";
import { RoomConnection } from "./room-connection.js";

const PAGE = 50;

/**
 * The demo room as one user sees it: takes in the server's frames and sends what the user does. Fires "state" with the connection's state,
 * "missed" with how many messages came while we were away, and "notice" with a sentence that belongs to no message.
 */
export class DemoRoom extends EventTarget {
  #session;
  #connection;
  #follower;
  #asked = new Map(); // ref of an edit, deletion or reaction → the message it is about
  #refs = 0;
  #unsent = new Set(); // messages that say that something about them was not sent

  constructor(session) {
    super();
    const send = (frame) => this.#connection.send(frame);
    this.#session = session;
    this.people = new People();
    this.outbox = new Outbox(send);
    this.conversation = new Conversation((userId) => session.owns(userId));
    this.#follower = new Follower(send, {
      apply: (frame) => this.#apply(frame),
      applyMissed: (events, messages) => this.#applyMissed(events, messages),
      startOver: () => this.#connection.reopen(),
      onCaughtUp: (missed) => this.#onCaughtUp(missed),
    });
    this.#connection = new RoomConnection(session, {
      onState: (state) => this.#onState(state),
      onFrame: (frame) => this.#follower.onFrame(frame),
      hasPosition: () => this.#follower.hasPosition(),
    });
  }

  enter() {
    this.#connection.enter();
  }

  isMine(message) {
    return this.#session.owns(message.userId);
  }

  post(content) {
    this.outbox.post(content);
  }

  /** False if there is no connection to send it on: then nothing was changed. */
  edit(messageId, content) {
    return this.#ask(messageId, { type: "edit", messageId, content });
  }

  delete(messageId) {
    this.#ask(messageId, { type: "delete", messageId });
  }

  toggleReaction(messageId, emoji) {
    const op = this.conversation.get(messageId)?.myReactions.has(emoji) ? "remove" : "add";
    this.#ask(messageId, { type: "reaction", messageId, emoji, op });
  }

  setTyping(isTyping) {
    this.#connection.send({ type: "typing", isTyping, intent: isTyping ? "composing" : "idle" });
  }

  async loadOlder() {
    const oldest = this.conversation.messages[0];
    const page = await this.#session.history(PAGE, oldest?.createdAt);
    this.conversation.addOlder(page.messages, page.reactions, PAGE);
  }

  #ask(messageId, frame) {
    const ref = `ask-${++this.#refs}`;
    this.#asked.set(ref, messageId);
    const isSent = this.#connection.send({ ...frame, ref });
    if (!isSent) {
      this.#asked.delete(ref);
      this.#unsent.add(messageId);
      this.conversation.setProblem(messageId, "Not sent: there is no connection right now.");
    }
    return isSent;
  }

  #onState(state) {
    if (state.status !== "live") {
      this.#asked.forEach((messageId) => this.conversation.setProblem(messageId, "The connection went before the answer came."));
      this.#asked.clear();
      this.people.arrive([]); // nobody knows
    } else {
      this.#unsent.forEach((messageId) => this.conversation.setProblem(messageId, undefined));
      this.#unsent.clear();
    }
    this.dispatchEvent(new CustomEvent("state", { detail: state }));
  }

  #onCaughtUp(missed) {
    this.outbox.resendAll();
    if (missed > 0) {
      this.dispatchEvent(new CustomEvent("missed", { detail: missed }));
    }
  }

  #apply(frame) {
    switch (frame.type) {
      case "replay": // with messages only: the snapshot; with events it never comes here
      case "history":
        this.conversation.reset(frame.messages, frame.reactions ?? {}, PAGE);
        break;
      case "subscription_succeeded":
      case "presence":
        this.people.arrive(frame.members);
        break;
      case "member_joined":
        this.people.learn(frame.userId, frame.userInfo);
        break;
      case "typing":
        if (!this.#session.owns(frame.userId)) {
          this.people.setTyping(frame.userId, frame.isTyping);
        }
        break;
      case "message":
        this.#onMessage(frame);
        break;
      case "edit":
        this.#answered(frame.id, frame.userId);
        this.conversation.edit(frame);
        break;
      case "delete":
        this.#answered(frame.id, frame.userId);
        this.conversation.remove(frame.id);
        break;
      case "reaction":
        this.#answered(frame.messageId, frame.userId);
        this.conversation.react(frame);
        break;
      case "error":
        this.#onError(frame);
        break;
      default: // a frame not understood is passed over
    }
  }

  #onMessage(message) {
    if (this.isMine(message) && message.clientMessageId) {
      this.outbox.discard(message.clientMessageId);
    }
    this.people.setTyping(message.userId, false);
    this.conversation.put(message);
  }

  #applyMissed(events, messages) {
    const whole = new Map(messages.map((message) => [message.id, message]));
    for (const { eventType, messageId, payload, seq } of events) {
      if (eventType === "create" || eventType === "update") {
        whole.has(messageId) && this.#onMessage(whole.get(messageId));
      } else if (eventType === "delete") {
        this.conversation.remove(messageId);
      } else if (eventType === "reaction") {
        this.conversation.react({ ...payload, messageId, seq });
      }
    }
  }

  #answered(messageId, userId) {
    for (const [ref, about] of this.#asked) {
      if (about === messageId && this.#session.owns(userId)) {
        this.#asked.delete(ref);
        return;
      }
    }
  }

  #onError({ ref, message, retryAfterSeconds }) {
    const problem = retryAfterSeconds ? `That was too much at once: try again in ${retryAfterSeconds} s.` : message;
    if (this.#asked.has(ref)) {
      this.conversation.setProblem(this.#asked.get(ref), problem);
      this.#asked.delete(ref);
    } else if (!ref || !this.outbox.fail(ref, problem)) {
      this.dispatchEvent(new CustomEvent("notice", { detail: problem }));
    }
  }
}
