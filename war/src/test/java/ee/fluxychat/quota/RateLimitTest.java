package ee.fluxychat.quota;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.InstanceOfAssertFactories.type;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

class RateLimitTest {

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-23T08:00:14.500Z"));

    @Test
    void refusesTheOneTooManyUntilTheMinuteEnds() {
        RateLimit limit = new RateLimit(2, now::get);
        limit.require("p/r/alice");
        limit.require("p/r/alice");

        assertThatThrownBy(() -> limit.require("p/r/alice"))
                .asInstanceOf(type(Refused.class))
                .satisfies(refused -> {
                    assertThat(refused.code()).isEqualTo(ErrorCode.RATE_LIMITED);
                    assertThat(refused.retryAfterSeconds()).isEqualTo(46);
                });
    }

    @Test
    void countsAnewWhenTheMinuteBegins() {
        RateLimit limit = new RateLimit(1, now::get);
        limit.require("alice");
        now.set(Instant.parse("2026-11-23T08:01:00.000Z"));

        limit.require("alice");
    }

    @Test
    void countsEachKeyApart() {
        RateLimit limit = new RateLimit(1, now::get);

        limit.require("p/r1/alice");
        limit.require("p/r/1alice");
    }

    @Test
    void limitsNothingWhenSetToZero() {
        RateLimit limit = new RateLimit(0, now::get);

        for (int i = 0; i < 1_000; i++) {
            limit.require("alice");
        }
    }

    @Test
    void keepsItsMemoryBoundedUnderAFloodOfKeys() {
        RateLimit limit = new RateLimit(1, now::get);
        for (int i = 0; i < 100_000; i++) {
            limit.require("user-" + i);
        }
        limit.require("one more");

        assertThatThrownBy(() -> limit.require("and another")).isInstanceOf(Refused.class);
    }
}
