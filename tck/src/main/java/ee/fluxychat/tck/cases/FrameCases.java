package ee.fluxychat.tck.cases;

import static ee.fluxychat.tck.client.Expect.expect;
import static java.nio.charset.StandardCharsets.UTF_8;

import ee.fluxychat.tck.client.Frame;
import ee.fluxychat.tck.client.Participant;
import ee.fluxychat.tck.client.RawSocket;
import ee.fluxychat.tck.client.RawSocket.RawFrame;
import ee.fluxychat.tck.spec.Chapter;
import ee.fluxychat.tck.spec.Clause;
import ee.fluxychat.tck.target.Room;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Skipped;
import java.util.Arrays;
import java.util.List;

/** Frames as such: which are read, which are refused, and that no frame ends the conversation. */
@Chapter("Frames")
final class FrameCases {

    private static final int LONGEST = 256_000;

    private static final int MEBIBYTE = 1 << 20;
    private static final int ENDLESS = 16 * MEBIBYTE;

    private final Scene scene;

    FrameCases(Scene scene) {
        this.scene = scene;
    }

    @Clause("FRAME-PING-1")
    void answersAPing() {
        Participant alice = scene.room("alice").enters("alice");

        alice.says("ping");

        expect("ts", alice.hears("pong").number("ts")).toBe("a time in milliseconds", ts -> ts > 1_500_000_000_000L);
    }

    @Clause("FRAME-PING-2")
    void answersAPingToNobodyElse() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.stillTalks();

        expect("pongs", alice.hearsBeforeMarkerOf(bob, "pong")).toBe(List.of());
    }

    @Clause("FRAME-JSON-1")
    void refusesWhatIsNotJson() {
        Participant alice = scene.room("alice").enters("alice");

        for (String text : List.of(
                "hello", "", " ", "{", "{\"type\":\"ping\"", "{'type':'ping'}", "{\"type\":\"ping\"}}", "\u0000")) {
            alice.saysText(text);
            alice.isRefused();
        }
        alice.stillTalks();
    }

    @Clause("FRAME-JSON-2")
    void survivesDeepNesting() {
        Participant alice = scene.room("alice").enters("alice");

        alice.saysText("[".repeat(100_000));
        alice.isRefused();
        alice.saysText("{\"type\":\"ping\",\"x\":" + "[".repeat(50_000) + "]".repeat(50_000) + "}");
        alice.hears("pong or error", each -> each.is("pong", "error"));

        alice.stillTalks();
    }

    @Clause("FRAME-TYPE-1")
    void refusesTypesItDoesNotKnow() {
        Participant alice = scene.room("alice").enters("alice");

        for (String text : List.of(
                "{\"type\":\"nonsense\"}",
                "{\"type\":\"Ping\"}",
                "{\"type\":\"\"}",
                "{\"type\":7}",
                "{\"type\":null}",
                "{}")) {
            alice.saysText(text);
            alice.isRefused("unknown_event_type");
        }
        alice.stillTalks();
    }

    @Clause("FRAME-TYPE-2")
    void refusesJsonThatIsNoObject() {
        Participant alice = scene.room("alice").enters("alice");

        for (String text : List.of("[]", "[{\"type\":\"ping\"}]", "null", "7", "\"ping\"", "true")) {
            alice.saysText(text);
            alice.isRefused("unknown_event_type");
        }
        alice.stillTalks();
    }

    @Clause("FRAME-TYPE-3")
    void refusesFramesThatOnlyAServerSends() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");
        List<String> types = List.of(
                "history", "member_left", "subscription_succeeded", "message_updated", "error", "pong", "tool_call");

        for (String type : types) {
            bob.says(type, "userId", alice.id(), "roomId", room.id());
            bob.isRefused("unknown_event_type");
        }

        expect("what alice hears of it", alice.hearsBeforeMarkerOf(bob, types.toArray(String[]::new)))
                .toBe(List.of());
    }

    @Clause("FRAME-SIZE-1")
    void readsTheLongestFrame() {
        Participant alice = scene.room("alice").enters("alice");

        alice.saysText(pingOf(LONGEST));

        alice.hears("pong");
    }

    @Clause("FRAME-SIZE-2")
    void refusesALongerFrame() {
        Participant alice = scene.room("alice").enters("alice");

        alice.saysText(pingOf(LONGEST + 1));

        alice.isRefused("payload_too_large");
        alice.stillTalks();
    }

    @Clause("FRAME-SIZE-3")
    void collectsNoFragmentsWithoutAnEnd() {
        Room room = scene.room("alice");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();
        alice.awaitType("subscription_succeeded");
        byte[] piece = RawSocket.encoded(
                RawSocket.CONTINUATION, false, true, "x".repeat(1 << 16).getBytes(UTF_8));

        alice.frame(RawSocket.TEXT, false, "{\"type\":\"ping\",\"padding\":\"".getBytes(UTF_8));
        for (int sent = 0; sent < ENDLESS; sent += MEBIBYTE) {
            for (int i = 0; i < MEBIBYTE; i += 1 << 16) {
                alice.bytes(piece);
            }
            alice.frame(RawSocket.PING, true, "and?".getBytes(UTF_8));
            if (isRefused(alice)) {
                return;
            }
        }
        expect("bytes of a text without an end that are read", ENDLESS).toBe("fewer", bytes -> false);
    }

    /** Reads on to the answer to a ping; whether the text was refused before it. */
    private static boolean isRefused(RawSocket alice) {
        for (RawFrame each = alice.next(); each != null && each.opcode() != RawSocket.CLOSE; each = alice.next()) {
            if (each.opcode() == RawSocket.PONG) {
                return false;
            } else if (each.opcode() == RawSocket.TEXT
                    && Frame.parse(each.text()).is("error")) {
                expect("code", Frame.parse(each.text()).text("code")).toBe("payload_too_large");
                return true;
            }
        }
        return true;
    }

    @Clause("FRAME-EXTRA-1")
    void passesOverFieldsItDoesNotKnow() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");

        room.enters("alice")
                .posts("with extras", "color", "red", "nested", List.of(1, 2), "roomId", "somewhere-else", "seq", 99);

        Frame heard = bob.hearsText("with extras");
        expect("roomId", heard.text("roomId")).toBe(room.id());
        expect("unknown field", heard.has("color")).toBe(false);
        if (heard.says("seq")) { // not every target counts
            expect("seq", heard.number("seq")).notToBe(99L);
        }
    }

    @Clause("FRAME-ERROR-1")
    void tellsARefusalToTheSenderOnly() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        Participant bob = room.enters("bob");

        bob.saysText("not json");
        bob.isRefused();
        bob.mutters("   ");
        bob.isRefused();

        expect("errors that alice hears", alice.hearsBeforeMarkerOf(bob, "error"))
                .toBe(List.of());
    }

    @Clause("FRAME-ERROR-2")
    void namesTheRefusalAndTheFrameItAnswers() {
        Participant alice = scene.room("alice").enters("alice");

        alice.says("message", "userId", alice.id(), "content", "", "clientMessageId", "cmsg_refused-1");

        Frame error = alice.isRefused();
        expect("code", error.text("code")).toBe("a word", each -> each.matches("[a-z_]+"));
        expect("ref", error.text("ref")).toBe("cmsg_refused-1");
    }

    @Clause("FRAME-BINARY-1")
    void hasNoUseForBinaryFrames() {
        Room room = scene.room("alice", "bob");
        Participant alice = room.enters("alice");
        RawSocket bob = Knock.by(scene, scene.person("bob"), room.id()).isLetIn();
        bob.awaitType("subscription_succeeded");

        bob.frame(RawSocket.BINARY, true, "{\"type\":\"message\",\"content\":\"binary\"}".getBytes(UTF_8));
        bob.text("{\"type\":\"ping\"}");

        for (RawFrame each = bob.next(); each != null; each = bob.next()) {
            if (each.opcode() == RawSocket.CLOSE || each.text().contains("\"pong\"")) {
                break;
            }
        }
        expect("messages from a binary frame", alice.hearsBeforeMarkerOf(alice, "message"))
                .toBe(List.of());
    }

    @Clause("FRAME-RFC-1")
    void joinsFragments() {
        Room room = scene.room("alice");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();
        alice.awaitType("subscription_succeeded");
        String said = "{\"type\":\"message\",\"userId\":\""
                + scene.person("alice").id() + "\",\"content\":\"ä 😀 in pieces\"}";
        byte[] text = said.getBytes(UTF_8);
        int inTheEmoji = said.substring(0, said.indexOf("😀")).getBytes(UTF_8).length + 2;

        // with a ping between the fragments
        alice.frame(RawSocket.TEXT, false, Arrays.copyOfRange(text, 0, inTheEmoji));
        alice.frame(RawSocket.PING, true, "still there?".getBytes(UTF_8));
        alice.frame(RawSocket.CONTINUATION, false, Arrays.copyOfRange(text, inTheEmoji, inTheEmoji + 6));
        alice.frame(RawSocket.CONTINUATION, true, Arrays.copyOfRange(text, inTheEmoji + 6, text.length));

        expect("content", alice.awaitType("message").text("content")).toBe("ä 😀 in pieces");
    }

    @Clause("FRAME-RFC-2")
    void answersAPingFrameWithItsPayload() {
        Room room = scene.room("alice");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();

        alice.frame(RawSocket.PING, true, "payload".getBytes(UTF_8));

        RawFrame pong = alice.await(RawSocket.PONG);
        while (!pong.text().equals("payload")) { // others may come unasked (RFC 6455, 5.5.3)
            pong = alice.await(RawSocket.PONG);
        }
    }

    @Clause("FRAME-RFC-3")
    void readsAFrameThatArrivesByteByByte() {
        Room room = scene.room("alice");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();
        byte[] frame = RawSocket.encoded(RawSocket.TEXT, true, true, "{\"type\":\"ping\"}".getBytes(UTF_8));

        for (byte each : frame) {
            alice.bytes(each);
        }

        alice.awaitType("pong");
    }

    @Clause("FRAME-RFC-7")
    void saysNothingBehindItsCloseFrame() {
        Room room = scene.room("alice", "bob");
        RawSocket bob = Knock.by(scene, scene.person("bob"), room.id()).isLetIn();
        bob.awaitType("subscription_succeeded");
        scene.admin()
                .deletes("/rooms/" + room.id() + "/members/"
                        + scene.person("bob").id())
                .is(200);
        bob.text("{\"type\":\"ping\"}");
        RawFrame last = bob.next();
        while (last != null && last.opcode() != RawSocket.CLOSE) {
            if (last.text().contains("\"pong\"")) {
                throw new Skipped("the target closes nothing when a member is removed (CLOSE-REMOVED-1)");
            }
            last = bob.next();
        }
        if (last != null) {
            bob.frame(RawSocket.CLOSE, true, last.payload());
        }

        RawFrame behind = bob.next();
        expect("what comes behind the close frame", behind == null ? "nothing" : "opcode " + behind.opcode())
                .toBe("nothing");
    }

    @Clause("FRAME-RFC-4")
    void closesOnAFrameWithoutAMask() {
        Room room = scene.room("alice");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();
        alice.awaitType("subscription_succeeded");
        byte[] ping = "{\"type\":\"ping\"}".getBytes(UTF_8);

        alice.bytes(RawSocket.encoded(RawSocket.TEXT, true, false, ping));
        alice.frame(RawSocket.TEXT, true, ping); // so that a server that reads on answers at once

        for (RawFrame each = alice.next(); each != null && each.opcode() != RawSocket.CLOSE; each = alice.next()) {
            expect("what comes after a frame without a mask", each.text())
                    .toBe("the end of the connection, no answer", text -> !text.contains("\"pong\""));
        }
    }

    @Clause("FRAME-RFC-5")
    void doesNotTakeBrokenUtf8() {
        Room room = scene.room("alice", "bob");
        Participant bob = room.enters("bob");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();
        alice.awaitType("subscription_succeeded");

        byte[] text = "{\"type\":\"message\",\"content\":\"??\"}".getBytes(UTF_8);
        text[text.length - 4] = (byte) 0xC3; // begins a character of two bytes that the next byte does not end
        alice.frame(RawSocket.TEXT, true, text);

        expect("close code", alice.awaitClose()).toBeOneOf(List.of(1007, 1002, 1006));
        expect("messages", bob.hearsBeforeMarkerOf(bob, "message")).toBe(List.of());
    }

    @Clause("FRAME-RFC-6")
    void answersACloseFrame() {
        Room room = scene.room("alice");
        RawSocket alice = Knock.by(scene, scene.person("alice"), room.id()).isLetIn();
        alice.awaitType("subscription_succeeded");

        alice.frame(RawSocket.CLOSE, true, new byte[] {0x03, (byte) 0xE8});

        expect("close code", alice.awaitClose()).toBeOneOf(List.of(1000, 1005));
    }

    private static String pingOf(int units) {
        String around = "{\"type\":\"ping\",\"padding\":\"\"}";
        return around.replace("\"\"}", "\"" + "x".repeat(units - around.length()) + "\"}");
    }
}
