package io.eseal.certcentral;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;

/**
 * Reads dates in the forms that CertCentral has been seen to write: {@code 2018-04-25T21:52:33+00:00},
 * {@code 2019-06-21 13:37:00}, {@code 2024-06-01}. Any other form reads as absent, so that one odd date does not lose
 * the rest of an answer.
 */
final class LenientDates {

    // One offset pattern for Z, +00:00 and +0000.
    private static final DateTimeFormatter WITH_OFFSET =
            DateTimeFormatter.ofPattern("yyyy-MM-dd['T'][' ']HH:mm:ss[.SSSSSS][.SSS][XXX][XX]");
    private static final int DATE_LENGTH = "yyyy-MM-dd".length();

    private LenientDates() {}

    /** Returns the instant; without a time of day midnight, without an offset UTC; empty if unreadable. */
    static Optional<Instant> instant(String text) {
        try {
            if (text.length() == DATE_LENGTH) {
                return Optional.of(LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC));
            }
            return Optional.of(WITH_OFFSET.parseBest(text, OffsetDateTime::from, LocalDateTime::from))
                    .map(time -> time instanceof OffsetDateTime withOffset
                            ? withOffset.toInstant()
                            : ((LocalDateTime) time).toInstant(ZoneOffset.UTC));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    /** Returns the day with which the text begins; empty if unreadable. */
    static Optional<LocalDate> localDate(String text) {
        try {
            return Optional.of(LocalDate.parse(text.substring(0, Math.min(DATE_LENGTH, text.length()))));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
