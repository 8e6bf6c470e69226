package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;

import ee.fluxychat.tck.cases.SdkSession.Exchange;
import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the reference's own client really says, and whether it gets the answers that it can read. */
@Chapter("The SDK's session")
final class SdkWireCases {

    /** Typing is not stored, so that its place among stored events is free; the snapshots are no part of the core. */
    private static final Set<String> FREE = Set.of("typing", "cache_snapshot", "location_snapshot");

    private final Scene scene;

    SdkWireCases(Scene scene) {
        this.scene = scene;
    }

    private SdkSession session() {
        return SdkSession.playedAt(scene);
    }

    @Clause("SDK-WIRE-1")
    void answersEveryRequestOfTheSdk() {
        for (Exchange each : session().exchanges()) {
            judge(each);
        }
    }

    private void judge(Exchange exchange) {
        switch (exchange.request()) {
            case "GET /api/messages" -> page(exchange);
            case "POST /messages" -> posted(answered(exchange).object("message"));
            case "PATCH /messages/{message}" -> edited(answered(exchange).object("message"));
            case "POST /messages/{message}/reactions" ->
                reacted(answered(exchange).object("reaction"));
            case "POST /rooms/{room}/read" ->
                expect("ok", answered(exchange).flag("ok")).toBe(true);
            case "DELETE /messages/{message}" -> deleted(answered(exchange));
            // the SDK lives with any answer to these
            case "GET /client/feature-flags", "GET /api/rooms/{room}/messages/crdt-snapshot" ->
                exchange.answer().isNoServerError();
            default -> throw new IllegalStateException("not in the recording: " + exchange.request());
        }
    }

    private static Fields answered(Exchange exchange) {
        return exchange.answer().is(200).json();
    }

    private void page(Exchange exchange) {
        Fields page = answered(exchange);
        page.object("reactions");
        List<Fields> messages = page.objects("messages");
        expect("messages for limit=2", messages.size()).toBe(2);
        for (Fields each : messages) {
            each.number("id");
            each.text("content");
            each.text("userId");
            each.text("roomId");
            each.time("createdAt");
        }
    }

    private void posted(Fields message) {
        expect("content", message.text("content")).toBe("hello");
        expect("userId", message.text("userId")).toBe(scene.person("alice").id());
        message.number("id");
        message.text("clientMessageId");
        message.time("createdAt");
        message.isNull("parentId");
    }

    private void edited(Fields message) {
        expect("id", message.number("id")).toBe(session().message());
        expect("content", message.text("content")).toBe("hello2");
        message.time("editedAt");
    }

    private void reacted(Fields reaction) {
        expect("messageId", reaction.number("messageId")).toBe(session().message());
        expect("emoji", reaction.text("emoji")).toBe("👍");
        expect("op", reaction.text("op")).toBe("add");
    }

    private static void deleted(Fields answer) {
        expect("ok", answer.flag("ok")).toBe(true);
        answer.time("deletedAt");
    }

    @Clause("SDK-WIRE-2")
    void hearsTheFramesOfTheRecordedSession() {
        List<String> recorded = inOrder(session().recordedTypes());
        List<String> heard = inOrder(session().heard().stream().map(Frame::type).toList());

        expect("types heard", session().heard().stream().map(Frame::type).toList())
                .toBe("to have typing", each -> each.contains("typing"));
        List<String> left = new ArrayList<>(recorded);
        for (String each : heard) {
            if (!left.isEmpty() && left.get(0).equals(each)) {
                left.remove(0);
            }
        }
        if (!left.isEmpty()) {
            throw new Mismatch("the frames in the recorded order", recorded.toString(), heard.toString());
        }
    }

    @Clause("SDK-WIRE-3")
    void hearsFramesThatTheSdkCanRead() {
        for (Frame each : session().heard()) {
            switch (each.type()) {
                case "message" -> posted(each);
                case "edit" -> {
                    expect("id", each.number("id")).toBe(session().message());
                    // a deletion may be told as an edit, too (protocol 6)
                    expect("content", each.text("content")).toBeOneOf(List.of("hello2", "[deleted]"));
                    expect("streaming", each.flag("streaming")).toBe(false);
                }
                case "reaction" -> reacted(each);
                case "delete" -> expect("id", each.number("id")).toBe(session().message());
                case "typing" -> {
                    expect("userId", each.text("userId"))
                            .toBe(scene.person("alice").id());
                    expect("isTyping", each.flag("isTyping")).toBe(true);
                }
                case "presence" -> {
                    each.number("online");
                    each.texts("users");
                    each.objects("members");
                }
                case "subscription_succeeded" -> each.text("socketId");
                case "subscription_count" -> each.number("subscriptionCount");
                default -> {
                    // judged elsewhere, or passed over by the SDK
                }
            }
        }
    }

    @Clause("SDK-CRDT-1")
    void neverMergesAnEmptySnapshot() {
        Room room = scene.room("alice");
        room.enters("alice").posts("something to merge");

        Answer answer = scene.person("alice").gets("/api/rooms/" + room.id() + "/messages/crdt-snapshot");

        if (answer.status() == 200) {
            expect("update", answer.json().text("update")).notToBe("");
            expect("messageCount", answer.json().number("messageCount")).toBe("1 or more", each -> each >= 1);
        } else {
            expect("status without Yjs", answer.status()).toBe("404 or another error", each -> each >= 400);
        }
    }

    private static List<String> inOrder(List<String> types) {
        return types.stream().filter(each -> !FREE.contains(each)).toList();
    }
}
