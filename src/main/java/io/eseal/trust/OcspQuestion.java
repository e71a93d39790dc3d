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
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.PKCSObjectIdentifiers;
import org.bouncycastle.asn1.pkcs.RSAPublicKey;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.ContentVerifierProvider;
import org.bouncycastle.operator.DefaultDigestAlgorithmIdentifierFinder;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentVerifierProviderBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/** A question to an OCSP responder about one certificate, which can read the answer. */
record OcspQuestion(JdkValidation validation, byte[] nonce) {

    private static final int SMALLEST_RSA_KEY = 2048;
    private static final Set<ASN1ObjectIdentifier> WEAK_DIGESTS =
            Set.of(OIWObjectIdentifiers.idSHA1, PKCSObjectIdentifiers.md5);
    private static final int NONCE_BYTES = 16;
    /** Clocks differ by minutes; the JDK allows as much. */
    private static final Duration SKEW = Duration.ofMinutes(15);

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
            Revocation told =
                    worst(responder, own(answer), answer.getProducedAt().toInstant());
            if (told.status() == Status.GOOD && !isStrong(answer)) {
                throw new SilentException(
                        "its answer is signed by an algorithm or a key that is too weak to be believed");
            }
            return told;
        } catch (OCSPException | OperatorCreationException | GeneralSecurityException | RuntimeException e) {
            throw new SilentException("its answer cannot be read");
        }
    }

    /**
     * Returns the revocation of which an answer tells that the issuer signed, or somebody whom the issuer lets answer.
     * It counts also in an answer that proves nothing else: that is over or lies ahead, belongs to another question, or
     * has an extension that nobody knows. A hold in an answer that is over may have ended since and does not count.
     */
    Optional<Revocation> revocation(byte[] content) {
        try {
            if (!(new OCSPResp(content).getResponseObject() instanceof BasicOCSPResp answer)) {
                return Optional.empty();
            }
            Optional<RevokedStatus> revoked = own(answer).stream()
                    .filter(single -> single.getCertStatus() instanceof RevokedStatus status
                            && !(reason(status) == CRLReason.CERTIFICATE_HOLD && isOver(single)))
                    .map(single -> (RevokedStatus) single.getCertStatus())
                    .findFirst();
            return revoked.isPresent() && isIssuers(answer)
                    ? Optional.of(revoked(revoked.get(), answer.getProducedAt().toInstant()))
                    : Optional.empty();
        } catch (IOException
                | OCSPException
                | OperatorCreationException
                | GeneralSecurityException
                | RuntimeException e) {
            // Why it says nothing is told by whoever reads it.
            return Optional.empty();
        }
    }

    /** TS 119 312. Whoever can forge an answer says "good", so that "revoked" is believed all the same. */
    private boolean isStrong(BasicOCSPResp answer) throws GeneralSecurityException {
        AlgorithmIdentifier digest =
                new DefaultDigestAlgorithmIdentifierFinder().find(answer.getSignatureAlgorithmID());
        return (digest == null || !WEAK_DIGESTS.contains(digest.getAlgorithm()))
                && Stream.concat(Stream.of(issuer()), Arrays.stream(answer.getCerts()))
                        .filter(OcspQuestion::isShort)
                        .noneMatch(signer -> isGood(() -> answer.isSignatureValid(verifier(signer))));
    }

    private static boolean isShort(X509CertificateHolder signer) {
        return isGood(
                () -> RSAPublicKey.getInstance(signer.getSubjectPublicKeyInfo().parsePublicKey())
                                .getModulus()
                                .bitLength()
                        < SMALLEST_RSA_KEY);
    }

    private boolean isOver(SingleResp single) {
        Date until = single.getNextUpdate() == null ? single.getThisUpdate() : single.getNextUpdate();
        return until.toInstant().plus(SKEW).isBefore(validation.now());
    }

    private boolean isIssuers(BasicOCSPResp answer) throws GeneralSecurityException {
        return Stream.concat(
                        Stream.of(issuer()),
                        Arrays.stream(answer.getCerts()).filter(other -> mayAnswer(other, answer.getProducedAt())))
                .anyMatch(signer -> isGood(() -> answer.isSignatureValid(verifier(signer))));
    }

    /** Returns whether the issuer lets somebody answer in its place (RFC 6960, 4.2.2.2). */
    private boolean mayAnswer(X509CertificateHolder other, Date at) {
        return isGood(() -> other.getIssuer().equals(issuer().getSubject())
                && other.isValidOn(at)
                && other.getExtension(Extension.extendedKeyUsage) != null
                && ExtendedKeyUsage.fromExtensions(other.getExtensions())
                        .hasKeyPurposeId(KeyPurposeId.id_kp_OCSPSigning)
                && other.isSignatureValid(verifier(issuer())));
    }

    // A signature by a key of another kind or size cannot even be tried with this one: it is another's.
    private static boolean isGood(Callable<Boolean> check) {
        try {
            return check.call();
        } catch (Exception e) {
            return false;
        }
    }

    private static ContentVerifierProvider verifier(X509CertificateHolder signer)
            throws OperatorCreationException, GeneralSecurityException {
        return new JcaContentVerifierProviderBuilder().build(signer);
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

    private List<SingleResp> own(BasicOCSPResp answer) throws OperatorCreationException, GeneralSecurityException {
        List<SingleResp> own = new ArrayList<>();
        for (SingleResp single : answer.getResponses()) {
            if (single.getCertID()
                            .getSerialNumber()
                            .equals(validation.certificate().getSerialNumber())
                    && isOfIssuer(single.getCertID())) {
                own.add(single);
            }
        }
        return own;
    }

    private boolean isOfIssuer(CertificateID id) throws OperatorCreationException, GeneralSecurityException {
        try {
            return id.matchesIssuer(issuer(), digests());
        } catch (OCSPException unknownDigest) {
            return false;
        }
    }

    /** Whatever the time of a revocation, it counts at once: an issuer can announce one. */
    private static Revocation worst(URI responder, List<SingleResp> own, Instant producedAt) throws SilentException {
        Optional<RevokedStatus> revoked = own.stream()
                .map(SingleResp::getCertStatus)
                .filter(RevokedStatus.class::isInstance)
                .map(RevokedStatus.class::cast)
                .findFirst();
        if (revoked.isPresent()) {
            return revoked(revoked.get(), producedAt);
        }
        if (own.stream().anyMatch(single -> single.getCertStatus() instanceof UnknownStatus)) {
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

    private static Revocation revoked(RevokedStatus status, Instant producedAt) {
        return new Revocation(
                Status.REVOKED,
                Optional.of(status.getRevocationTime().toInstant()),
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
