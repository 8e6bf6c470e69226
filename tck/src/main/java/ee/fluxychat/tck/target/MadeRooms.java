package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Fields;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Mismatch;
import ee.fluxychat.tck.client.Witness;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Sees every room being made, by whomever and in whatever case, and has it removed at the end of the run. Thread-safe. */
final class MadeRooms {

    private final Target target;
    private final Set<Made> seen = ConcurrentHashMap.newKeySet();

    private record Made(String project, String room) {}

    MadeRooms(Target target) {
        this.target = target;
    }

    /** A witness that sees rooms being made and passes everything on to this one. */
    Witness besides(Witness other) {
        return new Witness() {
            @Override
            public void answered(Ear ear, String method, String path, String sent, Answer answer) {
                if (method.equals("POST") && answer.status() == 200) {
                    lookAt(ear, path, sent, answer.body());
                }
                other.answered(ear, method, path, sent, answer);
            }

            @Override
            public void said(Ear ear, String frame) {
                other.said(ear, frame);
            }

            @Override
            public void told(Ear ear, String frame) {
                other.told(ear, frame);
            }

            @Override
            public void delivered(Ear ear, String body) {
                other.delivered(ear, body);
            }
        };
    }

    private void lookAt(Witness.Ear ear, String path, String sent, String answer) {
        try {
            boolean isMade = path.equals("/rooms") && isNew(sent, idOf(answer));
            if (isMade || (path.equals("/rooms/dm") && isOfTheRun(sent))) {
                made(Jwt.of(ear.token()).payload().text("tid"), idOf(answer));
            }
        } catch (Mismatch otherForm) {
            // judged by the case that asked
        }
    }

    private static String idOf(String answer) {
        return Json.fields("the answer", answer).object("room").text("id");
    }

    /** A room that bears the run's name, or that the target gave a name of its own: no room that was there before. */
    private boolean isNew(String sent, String id) {
        Fields asked = Json.fields("the request", sent);
        boolean isAskedFor = asked.isText("id") && asked.text("id").equals(id);
        return !isAskedFor || id.startsWith(target.run());
    }

    /** Two users whom a vendor named may have talked before. */
    private boolean isOfTheRun(String sent) {
        Fields asked = Json.fields("the request", sent);
        return asked.text("a").startsWith(target.run()) && asked.text("b").startsWith(target.run());
    }

    private void made(String project, String room) {
        if (seen.add(new Made(project, room))) {
            // a target may call a room whatever it likes: what is removed is below /rooms
            String path = "/rooms/" + URLEncoder.encode(room, StandardCharsets.UTF_8);
            target.atTheEnd(() -> target.rulerOf(project).deletes(path).is(200, 404));
        }
    }
}
