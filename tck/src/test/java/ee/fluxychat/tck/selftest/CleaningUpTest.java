package ee.fluxychat.tck.selftest;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.client.Transport;
import ee.fluxychat.tck.provision.KeyProvisioner;
import ee.fluxychat.tck.provision.Provision;
import ee.fluxychat.tck.provision.Provisioner;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.target.Scene;
import ee.fluxychat.tck.target.Target;
import ee.fluxychat.tck.target.TargetOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a run leaves behind. */
class CleaningUpTest {

    private final List<String> deleted = new ArrayList<>();

    /** What the server calls the next rooms instead of what they are called. */
    private final Queue<String> calls = new ConcurrentLinkedQueue<>();

    private final TruthfulServer server = new TruthfulServer(new Rules() {
        @Override
        Reply answer(Request request, Reply truth) {
            return request.line().equals("POST /rooms") && !calls.isEmpty()
                    ? truth.saying(Lie.inside(truth.object(), "room", "id", calls.remove()))
                    : truth;
        }

        @Override
        Optional<Reply> insteadOf(Request request) {
            if (request.method().equals("DELETE")) {
                deleted.add(request.path().substring("/rooms/".length()));
                return Optional.of(Reply.json(deleted.size() == 1 ? 501 : 404, Json.object("error", "no")));
            }
            return Optional.empty();
        }
    });
    private final Lent lent = new Lent(new KeyProvisioner(Tenant.withKey(server.key())));
    private final Target target = Target.reach(TargetOptions.of(server.uri(), List.of(lent)));

    @AfterEach
    void stops() {
        server.close();
    }

    @Test
    void removesEveryRoomThatWasMadeAndGoesOnAfterARefusal() {
        List<String> made = new ArrayList<>();
        try (Scene scene = new Scene(target, "CleaningUpTest.removes", Transport.WS)) {
            Person alice = scene.person("alice");
            made.add(scene.room("alice").id());
            made.add(scene.foreignRoom(made.get(0), scene.foreigner("alice")).id());
            made.add(idOf(alice.posts("/rooms", "name", "n", "type", "group")));
            made.add(idOf(alice.posts(
                    "/rooms/dm", "a", alice.id(), "b", scene.person("bob").id())));
        }

        target.cleanUp();

        assertThat(deleted).containsExactlyElementsOf(made);
        assertThat(lent.givenBack).containsExactly(target.run());
        assertThat(target.notes()).anyMatch(each -> each.startsWith("1 of 4 things") && each.contains("501"));
    }

    @Test
    void saysWhichProjectStays() {
        assertThat(target.notes())
                .contains("the project \"fluxychat-tck " + target.run()
                        + "\", made by POST /admin/projects, stays at the target");
    }

    @Test
    void removesNothingButRoomsWhateverTheTargetCallsThem() {
        List<String> odd = List.of("no id", "../admin/projects/p1", "r?hard=true", "<r>");
        calls.addAll(odd);
        try (Scene scene = new Scene(target, "CleaningUpTest.odd", Transport.WS)) {
            odd.forEach(each -> scene.person("alice").posts("/rooms", "name", "n", "type", "group"));
        }

        target.cleanUp();

        assertThat(deleted).containsExactly("no+id", "..%2Fadmin%2Fprojects%2Fp1", "r%3Fhard%3Dtrue", "%3Cr%3E");
    }

    @Test
    void removesNoRoomThatWasThereBefore() {
        try (Scene scene = new Scene(target, "CleaningUpTest.spares", Transport.WS)) {
            scene.person("alice")
                    .posts("/rooms", "id", "lobby", "name", "n", "type", "group")
                    .is(200);
            Person old = scene.bearing(
                    target.home().mint("old-hand", List.of("member"), 60, scene.transcript()), scene.person("alice"));
            old.posts("/rooms/dm", "a", "old-hand", "b", "old-friend").is(200);
        }

        target.cleanUp();

        assertThat(deleted).isEmpty();
    }

    @Test
    void givesTheProjectsBackThoughTheRoomsAreKept() {
        target.keep("stopped: interrupted");

        assertThat(lent.givenBack).containsExactly(target.run());
        assertThat(target.notes()).anyMatch(each -> each.endsWith("were left at the target: stopped: interrupted"));
    }

    @Test
    void doesNotKeepTheReportWaitingForALenderWhoDawdles() {
        lent.returns = new CountDownLatch(1);
        try {
            target.keep("stopped: interrupted");

            assertThat(target.notes()).anyMatch(each -> each.startsWith("the projects may not have been given back"));
        } finally {
            lent.returns.countDown();
        }
    }

    private static String idOf(Answer made) {
        return made.is(200).json().object("room").text("id");
    }

    /** Projects that have to be given back. */
    private static final class Lent implements Provisioner {

        private final Provisioner lender;
        private final List<String> givenBack = new CopyOnWriteArrayList<>();
        private volatile CountDownLatch returns = new CountDownLatch(0);

        private Lent(Provisioner lender) {
            this.lender = lender;
        }

        @Override
        public String name() {
            return "lent";
        }

        @Override
        public Provision provision(Http http, String run, Transcript transcript) {
            return lender.provision(http, run, transcript);
        }

        @Override
        public List<String> steps() {
            return lender.steps();
        }

        @Override
        public void cleanUp(String run) {
            try {
                returns.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            givenBack.add(run);
        }
    }
}
