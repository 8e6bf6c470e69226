package ee.fluxychat.message;

import ee.fluxychat.wire.ErrorCode;
import ee.fluxychat.wire.Refused;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;

/** The {@code before} of a history request: an ISO 8601 time with any offset, or with none, which then means UTC, or a day. */
final class Cursor {

    private static final DateTimeFormatter ISO = new DateTimeFormatterBuilder()
            .parseCaseInsensitive()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .appendLiteral('T')
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffset("+HH:MM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HHMM", "Z")
            .optionalEnd()
            .optionalStart()
            .appendOffset("+HH", "Z")
            .optionalEnd()
            .toFormatter();

    private Cursor() {}

    /** The first millisecond that is not before the time. */
    static long millis(String text) {
        try {
            // a plus sign that was not encoded arrives as a blank
            return roundedUp(instant(ISO.parseBest(
                    text.strip().replace(' ', '+'), OffsetDateTime::from, LocalDateTime::from, LocalDate::from)));
        } catch (DateTimeException | ArithmeticException e) {
            throw new Refused(ErrorCode.INVALID_BEFORE);
        }
    }

    private static Instant instant(TemporalAccessor time) {
        if (time instanceof OffsetDateTime exact) {
            return exact.toInstant();
        }
        return (time instanceof LocalDate day ? day.atStartOfDay() : (LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }

    private static long roundedUp(Instant time) {
        return time.plus(Duration.ofMillis(1).minusNanos(1)).toEpochMilli();
    }
}
