package ee.fluxychat.identity;

import ee.fluxychat.wire.Text;

/** The id of a project, which is a tenant: nothing of one project is ever seen by another. */
public record ProjectId(String value) {
    public ProjectId {
        if (!Text.isId(value)) {
            throw new IllegalArgumentException("not a project id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
