package io.eseal.trust;

import java.net.URI;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Verdict on the trust in a certificate.
 *
 * @param path the certificate, its issuers and the anchor, in this order; empty when there is no path to an anchor
 * @param whyNoPath why there is none, in plain words; empty when there is one
 * @param anchor where the anchor comes from; empty without a path
 * @param listed what the trusted list says about the issuer; empty unless the anchor comes from a list
 * @param revocation whether the certificate is revoked
 * @param lists the trusted lists that the verdict rests on
 * @param qualificationNow the qualification of the certificate at the moment judged, in the words of DSS; empty unless
 *     the anchor comes from a list
 */
public record TrustVerdict(
        List<X509Certificate> path,
        Optional<String> whyNoPath,
        Optional<Anchor> anchor,
        Optional<ListedService> listed,
        Revocation revocation,
        List<ListSnapshot> lists,
        Optional<String> qualificationNow) {

    public TrustVerdict {
        path = List.copyOf(path);
        lists = List.copyOf(lists);
    }

    /** Makes a verdict without a qualification at the moment judged. */
    public TrustVerdict(
            List<X509Certificate> path,
            Optional<String> whyNoPath,
            Optional<Anchor> anchor,
            Optional<ListedService> listed,
            Revocation revocation,
            List<ListSnapshot> lists) {
        this(path, whyNoPath, anchor, listed, revocation, lists, Optional.empty());
    }

    /** The source of an anchor: a trusted list, or the file of anchors. */
    public enum Anchor {
        LIST,
        FILE
    }

    /**
     * A service on a trusted list.
     *
     * @param grantedAtIssuance whether it was granted as a CA for qualified certificates for seals when the certificate
     *     began
     * @param grantedForSeals whether it was at the moment judged
     * @param qualification the qualification of the certificate at its issuance in the words of DSS, such as
     *     {@code QCERT_FOR_ESEAL_QSCD}
     */
    public record ListedService(
            String provider,
            String service,
            String territory,
            boolean grantedAtIssuance,
            boolean grantedForSeals,
            String qualification) {

        /** Returns whether it was granted when the certificate began, and is so at the moment judged. */
        public boolean grantedThenAndNow() {
            return grantedAtIssuance && grantedForSeals;
        }
    }

    /**
     * Whether a certificate is revoked.
     *
     * @param revokedAt only for a revoked one
     * @param reason the reason of the revocation, or why the status is unknown
     * @param source where the status comes from
     * @param producedAt when the source was made
     * @param nobodyToAsk whether the certificate names no address that could ever be called
     */
    public record Revocation(
            Status status,
            Optional<Instant> revokedAt,
            Optional<String> reason,
            Optional<Source> source,
            Optional<Instant> producedAt,
            boolean nobodyToAsk) {

        /** Makes a status that somebody was asked for. */
        public Revocation(
                Status status,
                Optional<Instant> revokedAt,
                Optional<String> reason,
                Optional<Source> source,
                Optional<Instant> producedAt) {
            this(status, revokedAt, reason, source, producedAt, false);
        }

        /** The status of a certificate. */
        public enum Status {
            GOOD,
            REVOKED,
            UNKNOWN
        }

        /** The kind of source. */
        public enum Source {
            OCSP,
            CRL
        }
    }

    /** A trusted list as it was when the verdict was made. */
    public record ListSnapshot(URI url, long sequenceNumber, Instant issuedAt, String sha256) {}
}
