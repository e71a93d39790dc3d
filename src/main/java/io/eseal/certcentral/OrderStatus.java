package io.eseal.certcentral;

import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * CertCentral's words for the status of an order. The status itself is kept as a text, because CertCentral may say
 * other words than these: such a word is none of the constants, and is neither open nor over.
 */
public enum OrderStatus {
    PENDING,
    PROCESSING,
    NEEDS_CSR,
    NEEDS_APPROVAL,
    APPROVED,
    WAITING_PICKUP,
    REISSUE_PENDING,
    ISSUED,
    CANCELED,
    REJECTED,
    DENIED,
    REVOKED,
    EXPIRED;

    private static final Set<OrderStatus> OVER = Set.of(CANCELED, REJECTED, DENIED, REVOKED, EXPIRED);

    /** Finds the status by CertCentral's word, in the same case; empty when there is none. */
    public static Optional<OrderStatus> of(String word) {
        return Stream.of(values()).filter(status -> status.is(word)).findFirst();
    }

    /** Returns whether the word is one of these. */
    public static boolean isAmong(Set<OrderStatus> statuses, String word) {
        return of(word).filter(statuses::contains).isPresent();
    }

    /** Returns whether the word is the status of an order that no longer leads to a valid certificate. */
    public static boolean isOver(String word) {
        return isAmong(OVER, word);
    }

    /** Returns whether the word is the status of an order that is open or issued. */
    public static boolean isOpen(String word) {
        return of(word).isPresent() && !isOver(word);
    }

    /** Returns CertCentral's word: the name in lower case. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Returns whether the word is this status. */
    public boolean is(String word) {
        return word().equals(word);
    }
}
