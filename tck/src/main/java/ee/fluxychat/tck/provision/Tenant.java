package ee.fluxychat.tck.provision;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One project of the target: its API key, the secret its tokens are signed with if the kit may know it, and users that exist already, by the
 * name they have in the cases ({@code alice}, {@code admin}); all others are made up.
 */
public record Tenant(String key, Optional<String> secret, Map<String, KnownUser> users) {

    /** A user whom the target knows; without a token the kit has one minted. */
    public record KnownUser(String id, Optional<String> token) {}

    /** A project of which only the key is known. */
    public static Tenant withKey(String key) {
        return new Tenant(key, Optional.empty(), Map.of());
    }

    /** All of it that opens doors. */
    public List<String> secrets() {
        List<String> secrets = new ArrayList<>(List.of(key));
        secret.ifPresent(secrets::add);
        users.values().forEach(user -> user.token().ifPresent(secrets::add));
        return secrets;
    }

    /** The same project, its secret unknown. */
    public Tenant withoutSecret() {
        return new Tenant(key, Optional.empty(), users);
    }

    /** The same project with the secret of its tokens. */
    public Tenant signing(Optional<String> known) {
        return new Tenant(key, known.or(() -> secret), users);
    }
}
