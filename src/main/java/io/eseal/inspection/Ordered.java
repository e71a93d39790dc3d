package io.eseal.inspection;

import java.security.PublicKey;
import java.security.cert.X509Certificate;
import java.time.LocalDate;
import java.time.Period;
import java.util.List;
import java.util.Optional;

/**
 * Order as it was approved and sent, and what CertCentral tells of it.
 *
 * @param organization name of the organisation, as approved
 * @param country its country, two letters of ISO 3166-1; empty when it is not known
 * @param onToken whether the key was ordered on a token (QSCD); else with a CSR
 * @param csrKey the key of the CSR; empty for a token
 * @param validity how long the seal shall be valid
 * @param renewal whether the order renews an earlier one; CertCentral may add what was left of it
 * @param pss whether the issuer's signature was ordered as RSASSA-PSS
 * @param psd2 whether roles of a payment service provider were ordered
 * @param before the certificate of the seal that this one follows; empty when there is none, or it is not known
 * @param told what CertCentral tells of the order
 * @param elsewhere requests that the certificate or its key is known of already
 */
public record Ordered(
        String organization,
        Optional<String> country,
        boolean onToken,
        Optional<PublicKey> csrKey,
        Validity validity,
        boolean renewal,
        boolean pss,
        boolean psd2,
        Optional<X509Certificate> before,
        Told told,
        Elsewhere elsewhere) {

    /**
     * An ordered validity; the last day counts when both are given, and the vendor decides when neither is.
     *
     * @param length time from the first day, such as two years or 200 days
     * @param lastDay the last day of validity
     * @param orderedOn the day of the order in UTC, before which no certificate for it begins; empty when it is not
     *     known
     */
    public record Validity(Optional<Period> length, Optional<LocalDate> lastDay, Optional<LocalDate> orderedOn) {

        /** Returns a validity of that length. */
        public static Validity of(Period length) {
            return new Validity(Optional.of(length), Optional.empty(), Optional.empty());
        }

        /** Returns a validity until the day. */
        public static Validity until(LocalDate lastDay) {
            return new Validity(Optional.empty(), Optional.of(lastDay), Optional.empty());
        }

        Optional<LocalDate> end(LocalDate from) {
            return lastDay.or(() -> length.map(from::plus));
        }
    }

    /**
     * What CertCentral tells of an order; each may be missing.
     *
     * @param status CertCentral's word for the order's status, as last read
     * @param serialNumber in hex, with or without colons and leading zeros
     * @param firstDay a day without a time zone
     * @param lastDay a day without a time zone
     * @param otherwise what else of it is not what was ordered, as sentences; empty when nothing is
     */
    public record Told(
            Optional<String> status,
            Optional<String> serialNumber,
            Optional<LocalDate> firstDay,
            Optional<LocalDate> lastDay,
            Optional<String> otherwise) {

        /** Returns that CertCentral tells nothing. */
        public static Told nothing() {
            return new Told(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        }
    }

    /**
     * Other requests.
     *
     * @param withCertificate ids of those with the same certificate
     * @param withKey ids of those with the same key, without a predecessor whose key the seal may keep
     * @param compromised whether somebody called the key compromised
     */
    public record Elsewhere(List<String> withCertificate, List<String> withKey, boolean compromised) {

        public Elsewhere {
            withCertificate = List.copyOf(withCertificate);
            withKey = List.copyOf(withKey);
        }

        /** Returns that no other request has certificate or key. */
        public static Elsewhere nowhere() {
            return new Elsewhere(List.of(), List.of(), false);
        }
    }
}
