package io.eseal.trust;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.io.ByteArrayInputStream;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;

/**
 * Reads in a CRL whether a certificate is revoked. One that its issuer signed and that names it as revoked is enough,
 * also where it tells changes alone (a delta CRL) or some reasons alone, is over, or does not say until when it holds;
 * that such a list does not name it proves nothing.
 */
record CrlReading(X509CRL crl) {

    private static final String UNREADABLE = "it cannot be read";

    /**
     * Reads a list.
     *
     * @throws SilentException when it cannot be read
     */
    static CrlReading of(byte[] content) throws SilentException {
        try {
            return new CrlReading(
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content)));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SilentException(UNREADABLE);
        }
    }

    /** Returns until when the list holds; empty when it does not say that. */
    Optional<Instant> nextUpdate() {
        return Optional.ofNullable(crl.getNextUpdate()).map(Date::toInstant);
    }

    /** Returns where lists are that tell what changed since this one; none when it is not the issuer's own. */
    List<URI> changes(JdkValidation validation) {
        return isIssuers(validation) ? NamedAddresses.ofDeltaCrls(crl) : List.of();
    }

    /**
     * Returns the revocation of which a list of the issuer tells, also one that proves nothing else. A hold on a list
     * that is over may have ended since and does not count.
     */
    Optional<Revocation> revocation(JdkValidation validation) {
        try {
            return entry(validation)
                    .filter(entry -> isIssuers(validation))
                    .filter(entry -> entry.getRevocationReason() != CRLReason.CERTIFICATE_HOLD
                            || nextUpdate().filter(validation.now()::isAfter).isEmpty())
                    .map(this::revoked);
        } catch (RuntimeException e) {
            // Why it says nothing is told by whoever asks for the status.
            return Optional.empty();
        }
    }

    /**
     * Returns the status by a list that holds now.
     *
     * @throws SilentException when the list says nothing that could be believed
     */
    Revocation status(JdkValidation validation) throws SilentException {
        Instant until = nextUpdate().orElseThrow(() -> new SilentException("it does not say until when it holds"));
        try {
            Optional<X509CRLEntry> entry = entry(validation);
            if (entry.isPresent() && isIssuers(validation) && until.isAfter(validation.now())) {
                return revoked(entry.get());
            }
            validate(validation);
            if (entry.isPresent()) {
                return revoked(entry.get());
            }
            return new Revocation(
                    Status.GOOD,
                    Optional.empty(),
                    Optional.empty(),
                    Optional.of(Source.CRL),
                    Optional.of(crl.getThisUpdate().toInstant()));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SilentException(UNREADABLE);
        }
    }

    /** Whatever its time, an entry counts at once: an issuer can announce a revocation. */
    private Optional<X509CRLEntry> entry(JdkValidation validation) {
        return Optional.ofNullable(crl.getRevokedCertificate(validation.certificate()))
                .filter(entry -> entry.getRevocationReason() != CRLReason.REMOVE_FROM_CRL);
    }

    /** Returns whether the certificate's issuer signed the list. */
    boolean isIssuers(JdkValidation validation) {
        try {
            crl.verify(validation.issuer().getPublicKey());
            return crl.getIssuerX500Principal().equals(validation.certificate().getIssuerX500Principal());
        } catch (GeneralSecurityException | RuntimeException notHis) {
            return false;
        }
    }

    private Revocation revoked(X509CRLEntry entry) {
        Instant revokedAt = entry.getRevocationDate().toInstant();
        CRLReason reason = entry.getRevocationReason();
        return new Revocation(
                Status.REVOKED,
                Optional.of(revokedAt),
                Optional.of((reason == null ? CRLReason.UNSPECIFIED : reason).name()),
                Optional.of(Source.CRL),
                Optional.of(crl.getThisUpdate().toInstant()));
    }

    /** Lets the JDK verify who made the list, the signature, the times and what the list is about. */
    private void validate(JdkValidation validation) throws SilentException, GeneralSecurityException {
        PKIXParameters parameters = validation.parameters();
        // The JDK's own way of checking, without a checker, looks into these stores and nowhere else.
        parameters.setRevocationEnabled(true);
        parameters.addCertStore(CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(crl))));
        try {
            validation.validate(parameters);
        } catch (CertPathValidatorException e) {
            if (e.getReason() != BasicReason.REVOKED) {
                throw new SilentException("it proves nothing (" + e.getMessage() + ")");
            }
        }
    }
}
