package io.eseal.watch;

import io.eseal.keys.KeyStrength;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.ListedService;
import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.watch.Concern.Cause;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Finds concerns in what is known of a certificate now. What nobody answers now is no concern. */
record Concerns(KeyStrength strength, Instant now) {

    List<Concern> of(X509Certificate certificate, TrustVerdict verdict) {
        return Stream.of(revoked(verdict.revocation()), issuer(verdict), key(certificate), signature(certificate))
                .flatMap(Optional::stream)
                .toList();
    }

    /** Returns the causes of which the verdict does not say whether they are there. */
    static Set<Cause> unanswered(TrustVerdict verdict) {
        Set<Cause> unanswered = EnumSet.noneOf(Cause.class);
        if (verdict.revocation().status() == Revocation.Status.UNKNOWN) {
            unanswered.add(Cause.REVOKED_OUTSIDE);
        }
        if (verdict.listed().isEmpty()) {
            unanswered.add(Cause.ISSUER_WITHDRAWN);
        }
        return unanswered;
    }

    private static Optional<Concern> revoked(Revocation revocation) {
        return revocation.status() == Revocation.Status.REVOKED
                ? concern(
                        Cause.REVOKED_OUTSIDE,
                        "Its issuer says that the certificate is revoked"
                                + revocation
                                        .revokedAt()
                                        .map(moment -> " since " + moment)
                                        .orElse("")
                                + ", though no revocation was made here.")
                : Optional.empty();
    }

    private static Optional<Concern> issuer(TrustVerdict verdict) {
        if (verdict.path().isEmpty()) {
            return concern(
                    Cause.ISSUER_NOT_TRUSTED,
                    "The certificate leads to no trusted CA any more: "
                            + verdict.whyNoPath().orElse("there is no path."));
        }
        return verdict.listed()
                .filter(service -> !service.grantedForSeals())
                .flatMap(service -> concern(Cause.ISSUER_WITHDRAWN, withdrawn(service)));
    }

    private static String withdrawn(ListedService service) {
        return "The trusted list of " + service.territory() + " does not grant " + service.provider() + ", "
                + service.service() + ", for qualified certificates for seals any more.";
    }

    private Optional<Concern> key(X509Certificate certificate) {
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return certificate.getPublicKey() instanceof RSAPublicKey key
                        && key.getModulus().bitLength() < strength.longKeySize()
                        && today.isAfter(strength.shortKeysUntil())
                ? concern(
                        Cause.ALGORITHM_PAST_ITS_DATE,
                        "The RSA key has " + key.getModulus().bitLength() + " bits; after " + strength.shortKeysUntil()
                                + " it should have at least " + strength.longKeySize() + ".")
                : Optional.empty();
    }

    private static Optional<Concern> signature(X509Certificate certificate) {
        String algorithm = certificate.getSigAlgName().toUpperCase(Locale.ROOT);
        return algorithm.startsWith("SHA1") || algorithm.startsWith("MD")
                ? concern(
                        Cause.ALGORITHM_PAST_ITS_DATE,
                        "The issuer's signature uses " + certificate.getSigAlgName()
                                + ", which is not strong any more.")
                : Optional.empty();
    }

    private static Optional<Concern> concern(Cause cause, String sentence) {
        return Optional.of(new Concern(cause, sentence));
    }
}
