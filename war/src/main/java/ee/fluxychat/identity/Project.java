package ee.fluxychat.identity;

/** A project and the secret that signs its tokens. Time in milliseconds since 1970. */
public record Project(ProjectId id, String name, String jwtSecret, long createdAt) {

    /** Without the secret, so that no log can have it. */
    @Override
    public String toString() {
        return "Project[" + id + ", " + name + "]";
    }
}
