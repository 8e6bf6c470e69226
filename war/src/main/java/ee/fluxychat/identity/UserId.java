package ee.fluxychat.identity;

import ee.fluxychat.wire.Text;

/** The id of a user inside his project. */
public record UserId(String value) {
    public UserId {
        if (!Text.isId(value)) {
            throw new IllegalArgumentException("not a user id");
        }
    }

    @Override
    public String toString() {
        return value;
    }
}
