package ee.fluxychat.tck.cases;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** Texts that careless servers change: each must come back as it was, live and from history. */
final class AwkwardTexts {

    static final List<String> ALL = List.of(
            "'; DROP TABLE messages; --",
            "\" OR \"1\"=\"1",
            "100% _of_ it \\ \\n \\u0041 %s %d ${x} #{x} {{x}}",
            "<script>alert('x')</script> &amp; <b>bold</b>",
            "zwei\nZeilen\tmit\u2028Trennern\u2029aller Art",
            "Grüße, žluťoučký kůň, naïve façade",
            "e\u0301 is not \u00e9",
            "שלום עולם \u202Eright to left\u202C",
            "日本語 한국어 中文 𠜎𠜱",
            "👩‍👩‍👧‍👦 👍🏽 🇪🇪 1️⃣ 😀",
            "zero\u200Bwidth\u200Djoiners\uFEFFinside",
            "{\"type\":\"ping\"}",
            "null",
            "0",
            "\u0001 control \u001F characters \u007F",
            "\\\"quoted\\\" and \\/slashed");

    private AwkwardTexts() {}

    static List<String> newestFirst() {
        List<String> reversed = new ArrayList<>(ALL);
        Collections.reverse(reversed);
        return reversed;
    }
}
