import "./connection-state.js";
import "./join-form.js";
import "./message-composer.js";
import "./message-item.js";
import "./message-list.js";
import "./people-list.js";
import { DemoRoom } from "./demo-room.js";
import { DemoClosed, DemoSession } from "./session.js";

const join = document.querySelector("join-form");
const state = document.querySelector("connection-state");
const list = document.querySelector("message-list");
const people = document.querySelector("people-list");
const composer = document.querySelector("message-composer");

join.addEventListener("join", async ({ detail: displayName }) => {
  const session = DemoSession.of(displayName);
  try {
    await session.renew();
  } catch (problem) {
    join.refuse(problem instanceof DemoClosed ? problem.message : "The server does not answer. Is it running?");
    return;
  }
  join.remove();
  document.querySelector(".room").hidden = false;
  const room = new DemoRoom(session);
  showWhatHappens(room, session);
  doWhatIsAsked(room);
  room.enter();
  composer.text.focus();
});

function showWhatHappens(room, session) {
  room.conversation.addEventListener("reset", () => list.showAll(room));
  room.conversation.addEventListener("change", ({ detail: id }) => {
    list.showOne(id, room);
    if (!room.conversation.get(id)) {
      composer.onGone(id);
    }
  });
  room.people.addEventListener("names", () => list.showAll(room));
  room.outbox.addEventListener("change", () => list.showUnsent(room.outbox.waiting));
  room.people.addEventListener("change", () => {
    people.show(room.people, (userId) => session.owns(userId));
    list.showTyping(room.people.typing);
  });
  room.addEventListener("state", ({ detail }) => {
    state.show(detail);
    if (detail.status === "live") {
      composer.notice("");
    }
  });
  room.addEventListener("missed", ({ detail: howMany }) => list.showMissed(howMany));
  room.addEventListener("notice", ({ detail: sentence }) => composer.notice(sentence));
}

function doWhatIsAsked(room) {
  composer.addEventListener("post", ({ detail: content }) => {
    room.post(content);
    list.toEnd();
  });
  composer.addEventListener("edit", ({ detail }) => {
    if (!room.edit(detail.messageId, detail.content)) {
      composer.beginEditing({ id: detail.messageId, content: detail.content });
      composer.notice("Not saved: there is no connection right now. Save again when it is back.");
    }
  });
  composer.addEventListener("typing", ({ detail: isTyping }) => room.setTyping(isTyping));
  composer.addEventListener("edit-last", () => {
    const last = room.conversation.messages.filter((message) => room.isMine(message)).at(-1);
    last && composer.beginEditing(last);
  });
  list.addEventListener("edit-message", ({ detail }) => composer.beginEditing(room.conversation.get(detail.messageId)));
  list.addEventListener("delete-message", ({ detail }) => confirm("Delete this message for everybody?") && room.delete(detail.messageId));
  list.addEventListener("react", ({ detail }) => room.toggleReaction(detail.messageId, detail.emoji));
  list.addEventListener("retry", ({ detail: clientMessageId }) => room.outbox.retry(clientMessageId));
  list.addEventListener("discard", ({ detail: clientMessageId }) => room.outbox.discard(clientMessageId));
  list.addEventListener("load-older", () =>
    room.loadOlder().catch(() => composer.notice("Older messages could not be loaded. Please try again.")),
  );
}
