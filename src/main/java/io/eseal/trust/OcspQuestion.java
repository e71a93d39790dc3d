package io.eseal.trust;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CRLReason;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A question to an OCSP responder about one certificate, which can read the answer. */
record OcspQuestion(JdkValidation validation, byte[] nonce) {

    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    static OcspQuestion about(JdkValidation validation) {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return new OcspQuestion(validation, nonce);
    }

    byte[] encoded() throws SilentException, IOException {
        try {
            // SHA-1 names the issuer here and protects nothing; responders know nothing else (RFC 5019, 2.1.1).
            CertificateID id = new CertificateID(
                    digests().get(CertificateID.HASH_SHA1),
                    issuer(),
                    validation.certificate().getSerialNumber());
            return new OCSPReqBuilder()
                    .addRequest(id)
                    .setRequestExtensions(new Extensions(new Extension(
                            OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded())))
                    .build()
                    .getEncoded();
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException e) {
            throw new SilentException("no question can be made for this certificate");
        }
    }

    private static DigestCalculatorProvider digests() throws OperatorCreationException {
        return new JcaDigestCalculatorProviderBuilder().build();
    }

    private X509CertificateHolder issuer() throws GeneralSecurityException {
        return new JcaX509CertificateHolder(validation.issuer());
    }

    /**
     * Returns what the answer says about the certificate. An answer may hold several statuses of it and of others: only
     * its own count, and the worst of them.
     *
     * @throws SilentException when it says nothing that could be believed
     */
    Revocation read(URI responder, byte[] content) throws SilentException, IOException {
        try {
            if (!(new OCSPResp(content).getResponseObject() instanceof BasicOCSPResp answer)) {
                throw new SilentException("it answers with status " + new OCSPResp(content).getStatus());
            }
            Extension echoed = answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            if (echoed != null
                    && !Arrays.equals(echoed.getExtnValue().getOctets(), new DEROctetString(nonce).getEncoded())) {
                throw new SilentException("its answer is that to another question");
            }
            verify(content);
            return worst(responder, own(answer), answer.getProducedAt().toInstant());
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            throw new SilentException("its answer cannot be read");
        }
    }

    /** Lets the JDK verify who answered, the signature and the times; whatever the status then is. */
    private void verify(byte[] content) throws SilentException, GeneralSecurityException {
        PKIXRevocationChecker checker =
                (PKIXRevocationChecker) CertPathValidator.getInstance("PKIX").getRevocationChecker();
        checker.setOcspResponses(Map.of(validation.certificate(), content));
        checker.setOptions(Set.of(Option.NO_FALLBACK));
        PKIXParameters parameters = validation.parameters();
        parameters.addCertPathChecker(checker);
        try {
            validation.validate(parameters);
        } catch (CertPathValidatorException e) {
            // The JDK says "undetermined" of a status "unknown" in a good answer, and of one that it cannot read.
            boolean unknown = e.getReason() == BasicReason.UNDETERMINED_REVOCATION_STATUS
                    && !(e.getCause() instanceof IOException);
            if (!unknown && e.getReason() != BasicReason.REVOKED) {
                throw new SilentException("it proves nothing (" + e.getMessage() + ")");
            }
        }
    }

    private List<CertificateStatus> own(BasicOCSPResp answer)
            throws OCSPException, OperatorCreationException, GeneralSecurityException {
        List<CertificateStatus> own = new ArrayList<>();
        for (SingleResp single : answer.getResponses()) {
            CertificateID id = single.getCertID();
            if (id.getSerialNumber().equals(validation.certificate().getSerialNumber())
                    && id.matchesIssuer(issuer(), digests())) {
                // Bouncy Castle's word for "good" is null.
                own.add(Optional.ofNullable(single.getCertStatus()).orElseGet(Good::new));
            }
        }
        return own;
    }

    /** The certificate is good. */
    private record Good() implements CertificateStatus {}

    /** Whatever the time of a revocation, it counts at once: an issuer can announce one. */
    private static Revocation worst(URI responder, List<CertificateStatus> own, Instant producedAt)
            throws SilentException {
        Optional<RevokedStatus> revoked = own.stream()
                .filter(RevokedStatus.class::isInstance)
                .map(RevokedStatus.class::cast)
                .findFirst();
        if (revoked.isPresent()) {
            Instant revokedAt = revoked.get().getRevocationTime().toInstant();
            return revoked(revokedAt, revoked.get(), producedAt);
        }
        if (own.stream().anyMatch(UnknownStatus.class::isInstance)) {
            return new Revocation(
                    Status.UNKNOWN,
                    Optional.empty(),
                    Optional.of("OCSP at " + responder + " does not know the certificate."),
                    Optional.of(Source.OCSP),
                    Optional.of(producedAt));
        }
        if (own.isEmpty()) {
            throw new SilentException("its answer is not about this certificate");
        }
        return new Revocation(
                Status.GOOD, Optional.empty(), Optional.empty(), Optional.of(Source.OCSP), Optional.of(producedAt));
    }

    private static Revocation revoked(Instant revokedAt, RevokedStatus status, Instant producedAt) {
        return new Revocation(
                Status.REVOKED,
                Optional.of(revokedAt),
                Optional.of(reason(status).name()),
                Optional.of(Source.OCSP),
                Optional.of(producedAt));
    }

    private static CRLReason reason(RevokedStatus status) {
        int number = status.hasRevocationReason() ? status.getRevocationReason() : 0;
        CRLReason[] reasons = CRLReason.values();
        return number >= 0 && number < reasons.length ? reasons[number] : CRLReason.UNSPECIFIED;
    }
}
