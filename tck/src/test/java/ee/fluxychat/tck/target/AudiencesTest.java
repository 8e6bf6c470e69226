package ee.fluxychat.tck.target;

import static org.assertj.core.api.Assertions.assertThat;

import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Witness.Ear;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AudiencesTest {

    private static final String SAID =
            "{\"type\":\"message\",\"roomId\":\"r1\",\"userId\":\"alice\",\"content\":\"%s\"}";
    private static final String PAGE = "{\"messages\":[" + SAID + "]}";
    private static final String REPLAY =
            "{\"type\":\"replay\",\"events\":[{\"seq\":1,\"payload\":{\"id\":7,\"content\":\"%s\",\"userId\":\"alice\"}}]}";
    private static final String WHISPER =
            "{\"type\":\"message\",\"content\":\"psst\",\"visibility\":\"whisper\",\"visibleTo\":[\"carol\"]}";
    private static final String HISTORY = "/api/messages?roomId=r1";

    private final Audiences audiences = new Audiences();
    private final Ear alice = ear("alice", "home");
    private final Ear bob = ear("bob", "home");
    private final Ear eve = ear("eve", "home");

    AudiencesTest() {
        opens(alice);
    }

    private static Ear ear(String user, String project) {
        String token = Jwt.signed("HS256", Jwt.claims(user, project, List.of("member"), 600), "secret")
                .token();
        return new Ear(user, token, "r1");
    }

    private void opens(Ear who) {
        audiences.learn(
                who,
                "POST",
                "/rooms",
                "{\"id\":\"r1\",\"type\":\"group\",\"members\":[{\"userId\":\"bob\"},{\"userId\":\"carol\"}]}",
                "{\"room\":{\"id\":\"r1\"}}");
    }

    private Optional<String> shown(Ear who, String path, String text) {
        return audiences.leakInAnswer(new Ear(who.who(), who.token(), ""), path, text);
    }

    @Test
    void letsMembersSeeTheirRoom() {
        assertThat(shown(bob, HISTORY, PAGE.formatted("hello"))).isEmpty();
        assertThat(audiences.leakInFrame(bob, SAID.formatted("hello"))).isEmpty();
        assertThat(audiences.leakInFrame(bob, REPLAY.formatted("hello"))).isEmpty();
    }

    @Test
    void seesWhatAStrangerIsShown() {
        assertThat(shown(eve, HISTORY, PAGE.formatted("hello")))
                .hasValueSatisfying(leak -> assertThat(leak).contains("r1").contains("eve"));
        assertThat(audiences.leakInFrame(eve, SAID.formatted("hello"))).isPresent();
        assertThat(audiences.leakInFrame(ear("alice", "elsewhere"), SAID.formatted("hello")))
                .isPresent();
    }

    @Test
    void seesWhatAReplayTellsThoughItNamesNoRoom() {
        assertThat(audiences.leakInFrame(eve, REPLAY.formatted("hello"))).isPresent();
    }

    @Test
    void seesWhatSearchFinds() {
        String hits = "{\"messages\":[{\"id\":7,\"room_id\":\"r1\",\"user_id\":\"alice\",\"content\":\"hello\"}]}";

        assertThat(shown(bob, "/search/messages?q=hello", hits)).isEmpty();
        assertThat(shown(eve, "/search/messages?q=hello", hits)).isPresent();
    }

    @Test
    void seesWhatATableShows() {
        String head = "id,createdAt,roomId,userId,content,parentId,mentions";
        String path = "/export/messages.csv?from=x&roomId=r1";

        assertThat(shown(bob, path, head + "\r\n7,now,r1,alice,hello,,[]")).isEmpty();
        assertThat(shown(eve, path, head)).isEmpty();
        assertThat(shown(eve, path, head + "\r\n7,now,r1,alice,hello,,[]")).isPresent();
    }

    @Test
    void learnsThatAMemberWasRemoved() {
        removesBob();

        assertThat(shown(bob, HISTORY, PAGE.formatted("hello"))).isPresent();
    }

    private void removesBob() {
        audiences.learn(alice, "DELETE", "/rooms/r1/members/bob", "", "{\"ok\":true}");
    }

    @Test
    void seesWhatIsToldToWhoWasRemovedBeforeItWasSaid() {
        audiences.said(alice, SAID.formatted("before"));
        removesBob();
        audiences.said(alice, SAID.formatted("after"));

        assertThat(audiences.leakInFrame(bob, SAID.formatted("before")))
                .as("what was on its way")
                .isEmpty();
        assertThat(audiences.leakInFrame(bob, SAID.formatted("after"))).isPresent();
        assertThat(audiences.leakInFrame(bob, REPLAY.formatted("after"))).isPresent();
    }

    @Test
    void learnsThatAMemberIsBack() {
        removesBob();
        audiences.learn(alice, "POST", "/rooms/r1/members", "{\"userId\":\"bob\"}", "{\"ok\":true}");

        assertThat(shown(bob, HISTORY, PAGE.formatted("hello"))).isEmpty();
    }

    @Test
    void givesNoRightToWhoAsksForARoomThatIsThere() {
        opens(eve);

        assertThat(shown(eve, HISTORY, PAGE.formatted("hello"))).isPresent();
    }

    @Test
    void givesARoomThatIsMadeAnewToItsMaker() {
        audiences.learn(alice, "DELETE", "/rooms/r1", "", "{\"ok\":true}");
        opens(eve);

        assertThat(shown(eve, HISTORY, PAGE.formatted("hello"))).isEmpty();
        assertThat(shown(alice, HISTORY, PAGE.formatted("hello"))).isPresent();
    }

    @Test
    void remembersWhomAWhisperWasFor() {
        audiences.said(alice, WHISPER);
        String asARoomMessage = SAID.formatted("psst");

        assertThat(audiences.leakInFrame(bob, asARoomMessage))
                .as("from a server that does not whisper")
                .isEmpty();
        assertThat(audiences.leakInFrame(alice, Json.fields("the echo", WHISPER).toString()))
                .isEmpty();
        assertThat(audiences.leakInFrame(bob, asARoomMessage)).isPresent();
        assertThat(shown(bob, HISTORY, PAGE.formatted("psst"))).isPresent();
        assertThat(audiences.leakInFrame(bob, REPLAY.formatted("psst"))).isPresent();
        assertThat(shown(bob, "/export/messages.csv?roomId=r1", "id,content\r\n7,psst"))
                .isPresent();
        assertThat(audiences.leakInFrame(ear("carol", "home"), asARoomMessage)).isEmpty();
    }

    @Test
    void remembersWhomAWhisperOverRestWasFor() {
        String asked = "{\"roomId\":\"r1\",\"content\":\"psst\",\"visibility\":\"whisper\",\"visibleTo\":[\"carol\"]}";
        audiences.learn(alice, "POST", "/messages", asked, "{}");
        shown(alice, "/messages", "{\"message\":" + asked + "}");

        assertThat(shown(bob, HISTORY, PAGE.formatted("psst"))).isPresent();
    }
}
