package io.eseal.watch;

import eu.europa.esig.dss.enumerations.CertificateQualification;
import io.eseal.inspection.QualifiedStatements;
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
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Finds concerns in what is known of a certificate now. What nobody answers now is no concern.
 *
 * @param accepted the certificate's qualification, in the words of DSS, with which it went into service; empty when
 *     there were no lists then
 */
record Concerns(KeyStrength strength, Instant now, Optional<String> accepted) {

    List<Concern> of(X509Certificate certificate, TrustVerdict verdict) {
        return Stream.of(
                        revoked(verdict.revocation()),
                        issuer(verdict),
                        qualification(certificate, verdict),
                        key(certificate),
                        signature(certificate))
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
        if (worst(verdict).isEmpty()) {
            unanswered.add(Cause.QUALIFICATION_LOST);
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

    private Optional<Concern> qualification(X509Certificate certificate, TrustVerdict verdict) {
        boolean onDevice = QualifiedStatements.of(certificate).onQualifiedDevice();
        return worst(verdict)
                .filter(came -> rank(came) < (onDevice ? 2 : 1))
                .filter(came -> accepted.filter(known -> isKnown(known) && rank(known) <= rank(came))
                        .isEmpty())
                .flatMap(came -> concern(
                        Cause.QUALIFICATION_LOST,
                        "By the trusted list of "
                                + verdict.listed().map(ListedService::territory).orElse("its issuer")
                                + " as it is now, the certificate "
                                + (rank(came) == 0
                                        ? "is no qualified one for seals (" + came
                                                + "): what it seals counts as sealed without one."
                                        : "is no qualified one with its key on a qualified device (" + came
                                                + "): its seals do not count as qualified seals.")
                                + " Ask its issuer why, and replace the seal where it stays so."));
    }

    /**
     * Returns the lesser of the certificate's qualifications at its issuance and now: a seal takes both. Of an issuer
     * that is not granted another concern tells, and services in conflict tell nothing.
     */
    private static Optional<String> worst(TrustVerdict verdict) {
        List<String> both = verdict.listed()
                .filter(ListedService::grantedForSeals)
                .map(service -> Stream.concat(Stream.of(service.qualification()), verdict.qualificationNow().stream())
                        .toList())
                .orElse(List.of());
        return both.stream().allMatch(Concerns::isKnown)
                ? both.stream().min(Comparator.comparing(Concerns::rank))
                : Optional.empty();
    }

    /** Returns whether the qualification is told: of services in conflict it is not. */
    private static boolean isKnown(String qualification) {
        return !qualification.equals(CertificateQualification.NA.name());
    }

    private static int rank(String qualification) {
        return qualification.equals(CertificateQualification.QCERT_FOR_ESEAL_QSCD.name())
                ? 2
                : qualification.equals(CertificateQualification.QCERT_FOR_ESEAL.name()) ? 1 : 0;
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
