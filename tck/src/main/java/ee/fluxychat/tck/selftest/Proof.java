package ee.fluxychat.tck.selftest;

import ee.fluxychat.tck.selftest.SelfTest.Catch;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the liars prove of the cases: the variants that were seen to fail at a liar about their clause; those that were not, of which nobody
 * knows whether they can fail; and those that nobody can ask that of, since they are not judged at the truthful server either. Immutable.
 */
public record Proof(Set<Variant> seen, Set<Variant> unseen, Set<Variant> unjudged) {

    /** What these catches prove of the variants in question; {@code judged} are those that the truth was judged by. */
    public static Proof of(Collection<Variant> asked, Set<Variant> judged, List<Catch> catches) {
        Set<Variant> seen = new TreeSet<>(asked);
        seen.retainAll(catches.stream().flatMap(each -> each.shown().stream()).toList());
        Set<Variant> unseen = new TreeSet<>(asked);
        unseen.removeAll(seen);
        Set<Variant> unjudged = new TreeSet<>(unseen);
        unjudged.removeAll(judged);
        unseen.retainAll(judged);
        return new Proof(seen, unseen, unjudged);
    }

    /** Whether every variant that counts was seen to fail. */
    public boolean isWhole() {
        return unseen.isEmpty();
    }

    /** What it lacks, a sentence for each variant. */
    public List<String> gaps() {
        return Stream.concat(
                        unseen.stream()
                                .map(each -> each
                                        + ": no liar about it is caught there, so nothing shows that this can fail"),
                        unjudged.stream()
                                .map(each -> each
                                        + ": does not count, since the kit's own server gives it nothing to judge"))
                .toList();
    }
}
