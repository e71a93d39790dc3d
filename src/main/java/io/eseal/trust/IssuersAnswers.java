package io.eseal.trust;

import eu.europa.esig.dss.crl.CRLUtils;
import eu.europa.esig.dss.enumerations.CertificateStatus;
import eu.europa.esig.dss.enumerations.DigestAlgorithm;
import eu.europa.esig.dss.enumerations.RevocationOrigin;
import eu.europa.esig.dss.model.x509.CertificateToken;
import eu.europa.esig.dss.spi.DSSRevocationUtils;
import eu.europa.esig.dss.spi.x509.revocation.RevocationToken;
import eu.europa.esig.dss.spi.x509.revocation.crl.CRLToken;
import eu.europa.esig.dss.spi.x509.revocation.ocsp.OCSPToken;
import java.io.IOException;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReqBuilder;
import org.bouncycastle.cert.ocsp.OCSPResp;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.SingleResp;
import org.jspecify.annotations.Nullable;

/**
 * Fetches OCSP answers and CRLs for DSS, which judges them, in one validation. All sources that a certificate names are
 * asked at the same time, and one that says "revoked" goes before others. Null is DSS's word for none.
 */
final class IssuersAnswers {

    private static final int LARGEST_ANSWER = 256 * 1024;
    private static final int LARGEST_CRL = 32 * 1024 * 1024;
    private static final int NONCE_BYTES = 16;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Fetcher fetcher;
    private final Map<CertificateToken, Answers> asked = new ConcurrentHashMap<>();

    IssuersAnswers(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /** What the sources say about one certificate. */
    private record Answers(List<OCSPToken> responders, List<CRLToken> lists) {

        private static <T extends RevocationToken<?>> Optional<T> worst(List<T> tokens) {
            return tokens.stream()
                    .filter(token -> token.getStatus() == CertificateStatus.REVOKED)
                    .findFirst()
                    .or(() -> tokens.stream().findFirst());
        }

        /** Returns none, too, where the CRL alone says "revoked": DSS asks that one only for want of an answer. */
        private Optional<OCSPToken> ofOcsp() {
            return worst(responders)
                    .filter(answer -> answer.getStatus() == CertificateStatus.REVOKED
                            || lists.stream()
                                    .noneMatch(
                                            list -> list.isValid() && list.getStatus() == CertificateStatus.REVOKED));
        }

        private Optional<CRLToken> ofCrl() {
            return worst(lists.stream().filter(CRLToken::isValid).toList())
                    .or(() -> lists.stream().findFirst());
        }
    }

    private Answers about(CertificateToken certificate, CertificateToken issuer) {
        return asked.computeIfAbsent(certificate, anew -> {
            List<RevocationToken<?>> tokens = AtOnce.all(questions(certificate, issuer)).stream()
                    .<RevocationToken<?>>flatMap(Optional::stream)
                    .toList();
            return new Answers(of(OCSPToken.class, tokens), of(CRLToken.class, tokens));
        });
    }

    private Stream<Callable<Optional<? extends RevocationToken<?>>>> questions(
            CertificateToken certificate, CertificateToken issuer) {
        return Stream.concat(
                NamedAddresses.ofOcsp(certificate.getCertificate()).stream()
                        .map(responder -> () -> ask(responder, certificate, issuer)),
                NamedAddresses.ofCrls(certificate.getCertificate()).stream()
                        .map(place -> () -> look(place, certificate, issuer)));
    }

    private static <T> List<T> of(Class<T> kind, List<RevocationToken<?>> tokens) {
        return tokens.stream().filter(kind::isInstance).map(kind::cast).toList();
    }

    @Nullable
    OCSPToken ofOcsp(CertificateToken certificate, CertificateToken issuer) {
        return about(certificate, issuer).ofOcsp().orElse(null);
    }

    private Optional<OCSPToken> ask(URI responder, CertificateToken certificate, CertificateToken issuer) {
        try {
            Extension nonce = nonce();
            byte[] answer = fetcher.post(
                    responder, question(certificate, issuer, nonce), "application/ocsp-request", LARGEST_ANSWER);
            if (!(new OCSPResp(answer).getResponseObject() instanceof BasicOCSPResp basic) || !answers(basic, nonce)) {
                return Optional.empty();
            }
            SingleResp single = DSSRevocationUtils.getSingleResponses(basic, certificate, issuer).stream()
                    .filter(each -> each.getCertStatus() instanceof RevokedStatus)
                    .findFirst()
                    .orElseGet(() -> DSSRevocationUtils.getLatestSingleResponse(basic, certificate, issuer));
            OCSPToken token = new OCSPToken(basic, single, certificate, issuer);
            token.setExternalOrigin(RevocationOrigin.EXTERNAL);
            token.setSourceURL(responder.toString());
            return Optional.of(token);
        } catch (IOException | OCSPException | RuntimeException e) {
            // That there is no answer is part of DSS's report.
            return Optional.empty();
        }
    }

    private static Extension nonce() throws IOException {
        byte[] nonce = new byte[NONCE_BYTES];
        RANDOM.nextBytes(nonce);
        return new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(nonce).getEncoded());
    }

    /** Returns whether it is no answer to another question; many responders repeat no nonce. */
    private static boolean answers(BasicOCSPResp answer, Extension nonce) {
        Extension repeated = answer.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return repeated == null || repeated.getExtnValue().equals(nonce.getExtnValue());
    }

    private static byte[] question(CertificateToken certificate, CertificateToken issuer, Extension nonce)
            throws OCSPException, IOException {
        // SHA-1 names the issuer here and protects nothing; responders know nothing else (RFC 5019, 2.1.1).
        return new OCSPReqBuilder()
                .addRequest(DSSRevocationUtils.getOCSPCertificateID(certificate, issuer, DigestAlgorithm.SHA1))
                .setRequestExtensions(new Extensions(nonce))
                .build()
                .getEncoded();
    }

    @Nullable
    CRLToken ofCrl(CertificateToken certificate, CertificateToken issuer) {
        return about(certificate, issuer).ofCrl().orElse(null);
    }

    private Optional<CRLToken> look(URI place, CertificateToken certificate, CertificateToken issuer) {
        try {
            CRLToken token = new CRLToken(
                    certificate,
                    CRLUtils.buildCRLValidity(CRLUtils.buildCRLBinary(fetcher.get(place, LARGEST_CRL)), issuer));
            token.setExternalOrigin(RevocationOrigin.EXTERNAL);
            token.setSourceURL(place.toString());
            return Optional.of(token);
        } catch (IOException | RuntimeException e) {
            return Optional.empty();
        }
    }
}
