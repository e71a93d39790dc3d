package io.eseal.trust;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.security.cert.CertPathValidator;
import java.security.cert.CertPathValidatorException;
import java.security.cert.CertPathValidatorException.BasicReason;
import java.security.cert.CertStore;
import java.security.cert.CertificateFactory;
import java.security.cert.CertificateRevokedException;
import java.security.cert.CollectionCertStoreParameters;
import java.security.cert.PKIXParameters;
import java.security.cert.PKIXRevocationChecker;
import java.security.cert.PKIXRevocationChecker.Option;
import java.security.cert.TrustAnchor;
import java.security.cert.X509CRL;
import java.security.cert.X509CRLEntry;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Asks the issuer of a certificate whether it is revoked: each OCSP responder and each CRL that the certificate names,
 * at most three of a kind. One that says so is enough. Each answer is fetched anew and judged by the JDK (RFC 6960, RFC
 * 5280), which is given no reason to call anybody itself; one that is over says nothing.
 */
final class RevocationCheck {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int LARGEST_CRL = 32 * 1024 * 1024;
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fetcher fetcher;
    private final Clock clock;

    RevocationCheck(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    /** Signals an answer that says nothing, with the reason. */
    private static final class SilentException extends Exception {

        private static final long serialVersionUID = 1L;

        private SilentException(String message) {
            super(message);
        }
    }

    /** Returns the present status of a certificate whose path is known to be good. */
    Revocation status(X509Certificate certificate, X509Certificate issuer) {
        List<String> why = new ArrayList<>();
        List<Revocation> answers = new ArrayList<>(byOcsp(certificate, issuer, why));
        if (with(Status.REVOKED, answers).isEmpty()) {
            answers.addAll(byCrl(certificate, issuer, why));
        }
        // Lists name revoked certificates alone: that a responder knows nothing of this one they do not undo.
        return Stream.of(Status.REVOKED, Status.UNKNOWN, Status.GOOD)
                .flatMap(status -> with(status, answers).stream())
                .findFirst()
                .orElseGet(() -> unknown(
                        why.isEmpty()
                                ? "The certificate names neither an OCSP responder nor a CRL."
                                : String.join(" ", why)));
    }

    /**
     * Returns what everybody sees who asks this kind of source alone: revoked when all that answer say so; unknown,
     * with the reasons, when none says anything.
     */
    Revocation at(Source source, X509Certificate certificate, X509Certificate issuer) {
        List<String> why = new ArrayList<>();
        List<Revocation> answers =
                source == Source.OCSP ? byOcsp(certificate, issuer, why) : byCrl(certificate, issuer, why);
        return Stream.of(Status.UNKNOWN, Status.GOOD, Status.REVOKED)
                .flatMap(status -> with(status, answers).stream())
                .findFirst()
                .orElseGet(() ->
                        unknown(why.isEmpty() ? "The certificate names no address for it." : String.join(" ", why)));
    }

    private static Optional<Revocation> with(Status status, List<Revocation> answers) {
        return answers.stream().filter(answer -> answer.status() == status).findFirst();
    }

    /** Returns the addresses that the certificate names for this kind of source. */
    static List<URI> addresses(Source source, X509Certificate certificate) {
        return source == Source.OCSP ? NamedAddresses.ofOcsp(certificate) : NamedAddresses.ofCrls(certificate);
    }

    static Revocation unknown(String why) {
        return new Revocation(Status.UNKNOWN, Optional.empty(), Optional.of(why), Optional.empty(), Optional.empty());
    }

    private List<Revocation> byOcsp(X509Certificate certificate, X509Certificate issuer, List<String> why) {
        List<Revocation> answers = new ArrayList<>();
        for (URI responder : NamedAddresses.ofOcsp(certificate)) {
            try {
                answers.add(ask(responder, certificate, issuer));
            } catch (SilentException | IOException e) {
                why.add("OCSP at " + responder + ": " + e.getMessage() + ".");
            }
        }
        return answers;
    }

    private Revocation ask(URI responder, X509Certificate certificate, X509Certificate issuer)
            throws SilentException, IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        byte[] content = fetcher.post(
                responder, request(certificate, issuer, nonce), "application/ocsp-request", LARGEST_ANSWER);
        try {
            if (!(new OCSPResp(content).getResponseObject() instanceof BasicOCSPResp answer)) {
                throw new SilentException("it answers with status " + new OCSPResp(content).getStatus());
            }
            Extension echoed = answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
            if (echoed != null
                    && !Arrays.equals(echoed.getExtnValue().getOctets(), new DEROctetString(nonce).getEncoded())) {
                throw new SilentException("its answer is that to another question");
            }
            Optional<Instant> producedAt = Optional.of(answer.getProducedAt().toInstant());
            if (Arrays.stream(answer.getResponses())
                    .anyMatch(single -> single.getCertStatus() instanceof UnknownStatus)) {
                return new Revocation(
                        Status.UNKNOWN,
                        Optional.empty(),
                        Optional.of("OCSP at " + responder + " does not know the certificate."),
                        Optional.of(Source.OCSP),
                        producedAt);
            }
            PKIXRevocationChecker checker = (PKIXRevocationChecker)
                    CertPathValidator.getInstance("PKIX").getRevocationChecker();
            checker.setOcspResponses(Map.of(certificate, content));
            checker.setOptions(Set.of(Option.NO_FALLBACK));
            PKIXParameters parameters = parameters(certificate, issuer);
            parameters.addCertPathChecker(checker);
            return orAnnounced(
                    judged(certificate, parameters, Source.OCSP, producedAt),
                    Arrays.stream(answer.getResponses())
                            .filter(single ->
                                    single.getCertID().getSerialNumber().equals(certificate.getSerialNumber()))
                            .map(SingleResp::getCertStatus)
                            .filter(RevokedStatus.class::isInstance)
                            .map(status -> ((RevokedStatus) status).getRevocationTime())
                            .findFirst());
        } catch (OCSPException | GeneralSecurityException | RuntimeException e) {
            throw new SilentException("its answer cannot be read");
        }
    }

    /** The JDK takes a certificate for good until the moment of its revocation, which an issuer can announce. */
    private static Revocation orAnnounced(Revocation judged, Optional<Date> revokedAt) {
        return judged.status() == Status.GOOD && revokedAt.isPresent()
                ? new Revocation(
                        Status.REVOKED,
                        Optional.of(revokedAt.get().toInstant()),
                        Optional.of("announced"),
                        judged.source(),
                        judged.producedAt())
                : judged;
    }

    private static byte[] request(X509Certificate certificate, X509Certificate issuer, byte[] nonce)
            throws SilentException, IOException {
        try {
            // SHA-1 names the issuer here and protects nothing; responders know nothing else (RFC 5019, 2.1.1).
            CertificateID id = new CertificateID(
                    new JcaDigestCalculatorProviderBuilder().build().get(CertificateID.HASH_SHA1),
                    new JcaX509CertificateHolder(issuer),
                    certificate.getSerialNumber());
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

    private List<Revocation> byCrl(X509Certificate certificate, X509Certificate issuer, List<String> why) {
        List<Revocation> answers = new ArrayList<>();
        for (URI place : NamedAddresses.ofCrls(certificate)) {
            try {
                answers.add(look(fetcher.get(place, LARGEST_CRL), certificate, issuer));
            } catch (SilentException | IOException e) {
                why.add("CRL at " + place + ": " + e.getMessage() + ".");
            }
        }
        return answers;
    }

    private Revocation look(byte[] content, X509Certificate certificate, X509Certificate issuer)
            throws SilentException {
        try {
            X509CRL crl =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
            if (crl.getNextUpdate() == null) {
                throw new SilentException("it does not say until when it holds");
            }
            PKIXParameters parameters = parameters(certificate, issuer);
            // The JDK's own way of checking, without a checker, looks into these stores and nowhere else.
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(crl))));
            return orAnnounced(
                    judged(
                            certificate,
                            parameters,
                            Source.CRL,
                            Optional.of(crl.getThisUpdate().toInstant())),
                    Optional.ofNullable(crl.getRevokedCertificate(certificate)).map(X509CRLEntry::getRevocationDate));
        } catch (GeneralSecurityException | RuntimeException e) {
            throw new SilentException("it cannot be read");
        }
    }

    /** Leaves the certificate's own days out of the question: they are judged elsewhere. */
    private PKIXParameters parameters(X509Certificate certificate, X509Certificate issuer)
            throws GeneralSecurityException {
        PKIXParameters parameters = new PKIXParameters(Set.of(new TrustAnchor(issuer, null)));
        parameters.setRevocationEnabled(false);
        parameters.setDate(within(certificate));
        parameters.addCertPathChecker(new QualifiedStatements());
        return parameters;
    }

    private Date within(X509Certificate certificate) {
        Date now = Date.from(clock.instant());
        if (now.before(certificate.getNotBefore())) {
            return certificate.getNotBefore();
        }
        return now.after(certificate.getNotAfter()) ? certificate.getNotAfter() : now;
    }

    private static Revocation judged(
            X509Certificate certificate, PKIXParameters parameters, Source source, Optional<Instant> producedAt)
            throws SilentException, GeneralSecurityException {
        try {
            CertPathValidator.getInstance("PKIX")
                    .validate(
                            CertificateFactory.getInstance("X.509").generateCertPath(List.of(certificate)), parameters);
            return new Revocation(Status.GOOD, Optional.empty(), Optional.empty(), Optional.of(source), producedAt);
        } catch (CertPathValidatorException e) {
            if (e.getReason() == BasicReason.REVOKED && e.getCause() instanceof CertificateRevokedException revoked) {
                return new Revocation(
                        Status.REVOKED,
                        Optional.of(revoked.getRevocationDate().toInstant()),
                        Optional.of(revoked.getRevocationReason().name()),
                        Optional.of(source),
                        producedAt);
            }
            throw new SilentException("it proves nothing (" + e.getMessage() + ")");
        }
    }
}
