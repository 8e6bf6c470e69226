package ee.fluxychat.tck.selftest;

import static java.util.Map.entry;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Every liar, in the order of the chapters. */
public final class Lies {

    /** Clauses that cannot hold where the one named first is broken, since they see the same lie from elsewhere. */
    private static final Map<String, List<String>> SEEN_FROM_ELSEWHERE = Map.ofEntries(
            entry("AUTH-EXP-2", List.of("CLOSE-EXPIRED-1")),
            entry("ERROR-TRACE-1", List.of("ERROR-SHAPE-1", "CONN-TRACE-1")),
            entry(
                    "CONN-OPEN-1",
                    List.of(
                            "CONN-ROOM-3",
                            "CONN-GUEST-1",
                            "CONN-ORIGIN-2",
                            "FRAME-BINARY-1",
                            "FRAME-SIZE-3",
                            "FRAME-RFC-1",
                            "FRAME-RFC-2",
                            "FRAME-RFC-3",
                            "FRAME-RFC-4",
                            "FRAME-RFC-5",
                            "FRAME-RFC-6",
                            "FRAME-RFC-7")),
            entry("CONN-TOKEN-2", List.of("CONN-TRACE-1")),
            entry("CONN-ROOM-1", List.of("MEMBER-ADD-1")),
            entry("CONN-REPLAY-1", List.of("CONN-SDK-1", "SDK-WIRE-2")),
            entry("CONN-CACHE-1", List.of("CONN-ORDER-1")),
            entry("PRES-LEFT-3", List.of("PRES-LEFT-1", "PRES-LEFT-2")),
            entry("FRAME-JSON-1", List.of("FRAME-JSON-2", "FRAME-ERROR-1")),
            entry("FRAME-ERROR-1", List.of("FRAME-TYPE-3")),
            entry("FRAME-RFC-1", List.of("FRAME-SIZE-1", "FRAME-SIZE-2", "FRAME-SIZE-3")),
            entry("MSG-FRAME-1", List.of("MSG-AUTHOR-1")),
            entry("MSG-FRAME-2", List.of("REST-POST-3")),
            entry("MSG-TEXT-6", List.of("REST-POST-8", "SSE-TEXT-1")),
            entry("MSG-AUTHOR-1", List.of("REST-POST-4")),
            entry("MSG-ID-1", List.of("REST-POST-4")),
            entry("MSG-PARENT-1", List.of("REST-POST-1")),
            entry("MSG-ATTACH-1", List.of("MSG-ATTACH-5")),
            entry("MSG-ANNOUNCE-1", List.of("REST-POST-10")),
            entry("MSG-GUEST-1", List.of("REST-POST-10")),
            entry("EDIT-FRAME-1", List.of("EDIT-FRAME-2")),
            entry("EDIT-OWNER-1", List.of("REST-EDIT-2", "REST-WORD-1")),
            entry("EDIT-GONE-1", List.of("REST-EDIT-3")),
            entry("EDIT-TEXT-1", List.of("REST-EDIT-2")),
            entry("DEL-FRAME-1", List.of("DEL-FRAME-2", "DEL-GONE-1")),
            entry("DEL-OWNER-1", List.of("REST-DEL-2", "REST-WORD-1")),
            entry("REACT-FRAME-1", List.of("REST-REACT-1", "SDK-WIRE-3")),
            entry("REACT-ONCE-1", List.of("REST-REACT-3")),
            entry("REACT-EMOJI-1", List.of("REST-REACT-2")),
            entry("READ-ERROR-1", List.of("BODY-JSON-4")),
            entry("CONN-TOKEN-1", List.of("AUTH-NONE-1")),
            entry("SSE-ACCESS-1", List.of("MEMBER-DEL-1")),
            entry("READ-ACCESS-1", List.of("TENANT-ROOM-1", "MEMBER-DEL-1")),
            entry("TYPE-FRAME-1", List.of("TYPE-INTENT-1", "TYPE-USER-1", "TYPE-STORE-1", "SDK-WIRE-2")),
            entry("ORDER-SAME-1", List.of("ORDER-SAME-2")),
            entry("ORDER-SAME-2", List.of("ORDER-SAME-1")),
            entry("ORDER-FIFO-1", List.of("ORDER-FIFO-2")),
            entry(
                    "ORDER-ONCE-1",
                    List.of(
                            "ORDER-SAME-1",
                            "ORDER-SAME-2",
                            "ORDER-FIFO-1",
                            "ORDER-FIFO-2",
                            "ORDER-SEQ-1",
                            "ORDER-HIST-1",
                            "ORDER-RESUME-1")),
            entry("REST-POST-5", List.of("ERROR-SHAPE-1", "ERROR-TRACE-1")),
            entry("REST-EDIT-1", List.of("SDK-WIRE-1")),
            entry("REST-DEL-1", List.of("SDK-WIRE-1")),
            entry("REST-REACT-1", List.of("SDK-WIRE-1")),
            entry("HIST-PAGE-1", List.of("HIST-BEFORE-1")),
            entry("HIST-REACT-1", List.of("REACT-ONCE-1")),
            entry("HIST-BEFORE-1", List.of("HIST-WALK-1")),
            entry("SSE-TEXT-1", List.of("MSG-TEXT-6")),
            entry("SSE-ID-1", List.of("SSE-ID-2")),
            entry("SSE-CLOSE-1", List.of("CLOSE-REMOVED-2")),
            entry("CLOSE-REMOVED-1", List.of("CLOSE-REMOVED-2", "CLOSE-DELETED-1")),
            entry("HOOK-TENANT-1", List.of("PRIV-SEE-1")),
            entry("DUR-ACK-1", List.of("DUR-ACK-3", "DUR-ORDER-1", "DUR-IDEM-2")),
            entry("DUR-ACK-2", List.of("DUR-ACK-3", "DUR-ORDER-1")),
            entry("DUR-ACK-3", List.of("DUR-ACK-1", "DUR-ORDER-1", "DUR-IDEM-2")),
            entry("DUR-ONCE-1", List.of("DUR-IDEM-2")),
            entry("DUR-TORN-1", List.of("DUR-ORDER-1", "DUR-IDEM-1")),
            entry("DUR-IDEM-1", List.of("DUR-IDEM-2")),
            entry("CLUSTER-ORDER-1", List.of("CLUSTER-FIFO-1", "CLUSTER-SEQ-1")),
            entry("CLUSTER-ONCE-1", List.of("CLUSTER-ORDER-1", "CLUSTER-FIFO-1", "CLUSTER-SEQ-1")));

    private Lies() {}

    /** All of them. */
    public static List<Lie> all() {
        List<Lie> all = new ArrayList<>(IdentityLies.all());
        all.addAll(TokenLies.all());
        all.addAll(ConnectionLies.all());
        all.addAll(SayingLies.all());
        all.addAll(RoomLies.all());
        all.addAll(MemberLies.all());
        all.addAll(StreamLies.all());
        all.addAll(CrashLies.all());
        all.addAll(WebhookLies.all());
        return all.stream()
                .map(each -> each.also(SEEN_FROM_ELSEWHERE
                        .getOrDefault(each.clause(), List.of())
                        .toArray(String[]::new)))
                .toList();
    }
}
