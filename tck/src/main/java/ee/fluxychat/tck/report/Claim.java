package ee.fluxychat.tck.report;

import java.util.List;

/** What a target may say of itself after a run, empty when nothing; and the reasons why it may not say more. */
public record Claim(String words, List<String> reasons) {

    /** Whether there is anything to claim. */
    public boolean isMade() {
        return !words.isEmpty();
    }
}
