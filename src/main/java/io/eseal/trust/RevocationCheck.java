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
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;

/**
 * Asks the issuer of a certificate whether it is revoked, by OCSP and by CRL: one that says so is enough. The answers
 * are fetched here and judged by the JDK (RFC 6960, RFC 5280), which is given no reason to call anybody itself.
 */
final class RevocationCheck {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int LARGEST_CRL = 32 * 1024 * 1024;
    private static final int NONCE_BYTES = 16;
    /** Beside an answer by OCSP a CRL may be this old; the daily watch asks about many seals of one issuer. */
    private static final Duration CRL_KEPT = Duration.ofMinutes(5);

    private static final int CRLS_KEPT = 8;
    private static final int LARGEST_CRL_KEPT = 1024 * 1024;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fetcher fetcher;
    private final Clock clock;
    private final Map<URI, KeptCrl> crls = new LinkedHashMap<>();

    RevocationCheck(Fetcher fetcher, Clock clock) {
        this.fetcher = fetcher;
        this.clock = clock;
    }

    private record KeptCrl(byte[] content, Instant fetchedAt) {}

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
        Optional<Revocation> byOcsp = byOcsp(certificate, issuer, why);
        if (byOcsp.filter(answer -> answer.status() == Status.REVOKED).isPresent()) {
            return byOcsp.get();
        }
        boolean good = byOcsp.filter(answer -> answer.status() == Status.GOOD).isPresent();
        Optional<Revocation> byCrl = byCrl(certificate, issuer, good, why);
        // A CRL names revoked certificates alone: that a responder knows nothing of this one it does not undo.
        if (byCrl.isPresent() && (byOcsp.isEmpty() || byCrl.get().status() == Status.REVOKED)) {
            return byCrl.get();
        }
        return byOcsp.orElseGet(() -> unknown(
                why.isEmpty() ? "The certificate names neither an OCSP responder nor a CRL." : String.join(" ", why)));
    }

    /** Returns the present status by this kind of source alone; unknown, with the reasons, when it says nothing. */
    Revocation at(Source source, X509Certificate certificate, X509Certificate issuer) {
        List<String> why = new ArrayList<>();
        Optional<Revocation> answer =
                source == Source.OCSP ? byOcsp(certificate, issuer, why) : byCrl(certificate, issuer, false, why);
        return answer.orElseGet(
                () -> unknown(why.isEmpty() ? "The certificate names no address for it." : String.join(" ", why)));
    }

    /** Returns the addresses that the certificate names for this kind of source. */
    static List<URI> addresses(Source source, X509Certificate certificate) {
        return source == Source.OCSP ? NamedAddresses.ofOcsp(certificate) : NamedAddresses.ofCrls(certificate);
    }

    static Revocation unknown(String why) {
        return new Revocation(Status.UNKNOWN, Optional.empty(), Optional.of(why), Optional.empty(), Optional.empty());
    }

    private Optional<Revocation> byOcsp(X509Certificate certificate, X509Certificate issuer, List<String> why) {
        for (URI responder : NamedAddresses.ofOcsp(certificate)) {
            try {
                return Optional.of(ask(responder, certificate, issuer));
            } catch (SilentException | IOException e) {
                why.add("OCSP at " + responder + ": " + e.getMessage() + ".");
            }
        }
        return Optional.empty();
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
            return judged(certificate, parameters, Source.OCSP, producedAt);
        } catch (OCSPException | GeneralSecurityException | RuntimeException e) {
            throw new SilentException("its answer cannot be read");
        }
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

    private Optional<Revocation> byCrl(
            X509Certificate certificate, X509Certificate issuer, boolean maybeKept, List<String> why) {
        for (URI place : NamedAddresses.ofCrls(certificate)) {
            try {
                return Optional.of(look(maybeKept ? kept(place) : fetched(place), certificate, issuer));
            } catch (SilentException | IOException e) {
                why.add("CRL at " + place + ": " + e.getMessage() + ".");
            }
        }
        return Optional.empty();
    }

    private byte[] kept(URI place) throws IOException {
        Instant now = clock.instant();
        synchronized (crls) {
            crls.values().removeIf(crl -> crl.fetchedAt().plus(CRL_KEPT).isBefore(now));
            KeptCrl crl = crls.get(place);
            if (crl != null) {
                return crl.content();
            }
        }
        byte[] content = fetched(place);
        synchronized (crls) {
            if (content.length <= LARGEST_CRL_KEPT && crls.size() < CRLS_KEPT) {
                crls.put(place, new KeptCrl(content, now));
            }
        }
        return content;
    }

    private byte[] fetched(URI place) throws IOException {
        return fetcher.get(place, LARGEST_CRL);
    }

    private Revocation look(byte[] content, X509Certificate certificate, X509Certificate issuer)
            throws SilentException {
        try {
            X509CRL crl =
                    (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(content));
            PKIXParameters parameters = parameters(certificate, issuer);
            // The JDK's own way of checking, without a checker, looks into these stores and nowhere else.
            parameters.setRevocationEnabled(true);
            parameters.addCertStore(
                    CertStore.getInstance("Collection", new CollectionCertStoreParameters(List.of(crl))));
            return judged(
                    certificate,
                    parameters,
                    Source.CRL,
                    Optional.of(crl.getThisUpdate().toInstant()));
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
