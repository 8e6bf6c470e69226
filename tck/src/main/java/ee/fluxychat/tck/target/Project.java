package ee.fluxychat.tck.target;

import ee.fluxychat.tck.client.Answer;
import ee.fluxychat.tck.client.Http;
import ee.fluxychat.tck.client.Json;
import ee.fluxychat.tck.client.Pause;
import ee.fluxychat.tck.client.Person;
import ee.fluxychat.tck.client.Transcript;
import ee.fluxychat.tck.provision.Tenant;
import ee.fluxychat.tck.provision.Tenant.KnownUser;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** One tenant of the target: mints tokens with its API key and keeps them, since minting is rate limited. Thread-safe. */
public final class Project {

    private static final int TTL_SECONDS = 3_600;
    private static final Set<Integer> NO_SUCH_ROUTE = Set.of(404, 405, 501);
    /** The protocol's window: who says more is not waited for. */
    private static final long LIMITED_SECONDS = 60;

    private static final int TRIES_WHEN_LIMITED = 3;

    private final Tenant tenant;
    private final Http http;
    private final String run;
    private final Map<String, String> tokens;
    private final boolean hasWrongSecret;

    Project(Tenant tenant, Http http, String run) {
        this(tenant, http, run, new ConcurrentHashMap<>(), false);
    }

    private Project(Tenant tenant, Http http, String run, Map<String, String> tokens, boolean hasWrongSecret) {
        this.tenant = tenant;
        this.http = http;
        this.run = run;
        this.tokens = tokens;
        this.hasWrongSecret = hasWrongSecret;
    }

    /** The same project, and the secret that was given for it is not what its tokens are signed with: the kit signs none. */
    Project withoutSecret() {
        return new Project(tenant.withoutSecret(), http, run, tokens, true);
    }

    /** Whether a secret was given that is not this project's. */
    boolean hasWrongSecret() {
        return hasWrongSecret;
    }

    /** The API key. */
    public String key() {
        return tenant.key();
    }

    /** A user of this run with these roles; the same one each time. */
    public Person person(String name, List<String> roles, Transcript transcript) {
        return namesake(name, userId(name), roles, transcript);
    }

    /** A user of this very id, whatever id the name has in this project. */
    Person namesake(String name, String user, List<String> roles, Transcript transcript) {
        String token = tokens.computeIfAbsent(user + roles, mint -> known(name)
                .filter(each -> each.id().equals(user))
                .flatMap(KnownUser::token)
                .orElseGet(() -> mint(user, roles, TTL_SECONDS, transcript)));
        return new Person(name, user, token, http, transcript);
    }

    /**
     * The same, for a role that not every key mints; a token without it is a {@link Skipped}. In hosted mode a tenant's key drops the roles of
     * rulers without a word (protocol 1.2).
     */
    public Person holder(String name, String role, Transcript transcript) {
        Person person;
        try {
            person = person(name, List.of(role), transcript);
        } catch (ProvisioningFailed refused) {
            throw new Skipped("needs a key that mints " + role + " tokens: " + refused.getMessage());
        }
        List<String> granted = Jwt.rolesOf(person.token());
        if (!granted.contains(role)) {
            throw new Skipped("needs a key that mints " + role + " tokens: asked for one, this key grants " + granted);
        }
        return person;
    }

    /** The user id that this run gives to a name. */
    public String userId(String name) {
        return known(name).map(KnownUser::id).orElse(run + "_" + name);
    }

    private Optional<KnownUser> known(String name) {
        return Optional.ofNullable(tenant.users().get(name));
    }

    /** The secret that its tokens are signed with, if the kit was given it. */
    public Optional<String> secret() {
        return tenant.secret();
    }

    /** A token of this project for so many seconds: signed by the kit where it knows the secret, else minted for at least a minute. */
    public String shortLived(Person person, int seconds, Transcript transcript) {
        return tenant.secret()
                .map(secret -> Jwt.signed(
                                "HS256", Jwt.claims(person.id(), id(transcript), List.of("member"), seconds), secret)
                        .token())
                .orElseGet(() -> mint(person.id(), List.of("member"), Math.max(seconds, 60), transcript));
    }

    /** A new token for a short time. */
    public String mint(String user, List<String> roles, int ttlSeconds, Transcript transcript) {
        Answer answer = asksForToken(Json.object("userId", user, "roles", roles, "ttlSeconds", ttlSeconds), transcript);
        if (answer.status() != 200) {
            throw new ProvisioningFailed("no token for " + user + " with roles " + roles + ": " + answer.status() + " "
                    + answer.gist() + hint(answer.status()));
        }
        return answer.json().text("token");
    }

    /** Who does not know the route is, more often than not, another server or another path of it. */
    private String hint(int status) {
        return NO_SUCH_ROUTE.contains(status)
                ? "; is " + http.base() + " where the routes of the server begin? It has no POST /auth/token there"
                : "";
    }

    /** Asks for a token with this body; when the minting limit is reached, waits as long as the answer says, but for no more than a minute, and asks again. */
    public Answer asksForToken(jakarta.json.JsonValue body, Transcript transcript) {
        return asksForToken(http, tenant.key(), body, transcript);
    }

    /** The same with this key, before there is a project to speak of. */
    public static Answer asksForToken(Http http, String key, jakarta.json.JsonValue body, Transcript transcript) {
        Answer answer = askForToken(http, key, body.toString(), transcript);
        for (int tries = 1; answer.status() == 429 && tries < TRIES_WHEN_LIMITED; tries++) {
            long seconds = answer.header("Retry-After")
                    .filter(each -> each.matches("\\d{1,3}"))
                    .map(each -> Math.min(Long.parseLong(each), LIMITED_SECONDS))
                    .orElse(LIMITED_SECONDS);
            Pause.of(Duration.ofSeconds(seconds + 1));
            answer = askForToken(http, key, body.toString(), transcript);
        }
        return answer;
    }

    /** Asks for a token with this very text as the body, once. */
    public Answer askForToken(String body, Transcript transcript) {
        return askForToken(http, tenant.key(), body, transcript);
    }

    private static Answer askForToken(Http http, String key, String body, Transcript transcript) {
        return http.call(transcript, "the backend", "POST", "/auth/token")
                .header("X-Fluxy-Api-Key", key)
                .text(body)
                .send();
    }

    /** The project id, as the target's tokens name it. */
    public String id(Transcript transcript) {
        return Jwt.of(person("alice", List.of("member"), transcript).token())
                .payload()
                .text("tid");
    }
}
