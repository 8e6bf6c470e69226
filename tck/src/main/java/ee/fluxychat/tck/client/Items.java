package ee.fluxychat.tck.client;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/** The items that a target gave; to ask for one that it did not give is a {@link Mismatch}, since it is the target that lacks it. Immutable. */
final class Items<T> extends AbstractList<T> implements RandomAccess {

    private final String called;
    private final List<T> given;

    Items(String called, List<T> given) {
        this.called = called;
        this.given = List.copyOf(given);
    }

    @Override
    public T get(int index) {
        if (index < 0 || index >= given.size()) {
            throw new Mismatch(
                    called,
                    Math.max(1, index + 1) + " items at least",
                    given.isEmpty() ? "none" : given.size() + " of them");
        }
        return given.get(index);
    }

    @Override
    public int size() {
        return given.size();
    }
}
