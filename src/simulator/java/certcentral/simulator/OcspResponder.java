package certcentral.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.Extensions;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cert.ocsp.BasicOCSPResp;
import org.bouncycastle.cert.ocsp.BasicOCSPRespBuilder;
import org.bouncycastle.cert.ocsp.CertificateID;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.OCSPException;
import org.bouncycastle.cert.ocsp.OCSPReq;
import org.bouncycastle.cert.ocsp.OCSPRespBuilder;
import org.bouncycastle.cert.ocsp.Req;
import org.bouncycastle.cert.ocsp.RespID;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.bouncycastle.cert.ocsp.UnknownStatus;
import org.bouncycastle.operator.DigestCalculatorProvider;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.springframework.stereotype.Component;

/** Answers whether certificates of the issuing CA are revoked (RFC 6960), signed by the CA's delegated responder. */
@Component
class OcspResponder {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SimulatorAuthority authority;
    private final Revocations revocations;
    private final PkiStates states;
    private final Strangers strangers;
    private final Clock clock;

    OcspResponder(
            SimulatorAuthority authority, Revocations revocations, PkiStates states, Strangers strangers, Clock clock) {
        this.authority = authority;
        this.revocations = revocations;
        this.states = states;
        this.strangers = strangers;
        this.clock = clock;
    }

    /** Returns the encoded answer; one without a status for what is no request, or about another CA. */
    byte[] answer(byte[] request) {
        try {
            return answerOf(request);
        } catch (OCSPException | OperatorCreationException | CertificateEncodingException | IOException failure) {
            throw new IllegalStateException("No OCSP answer", failure);
        }
    }

    private byte[] answerOf(byte[] request)
            throws OCSPException, OperatorCreationException, CertificateEncodingException, IOException {
        if (states.is(PkiPart.OCSP, PkiState.TRY_LATER)) {
            return refuse(OCSPRespBuilder.TRY_LATER);
        }
        Optional<OCSPReq> read = read(request);
        if (read.isEmpty()) {
            return refuse(OCSPRespBuilder.MALFORMED_REQUEST);
        }
        DigestCalculatorProvider digests = new JcaDigestCalculatorProviderBuilder()
                .setProvider(Keys.PROVIDER)
                .build();
        X509CertificateHolder issuing = holder(authority.ca().issuing().certificate());
        for (Req wanted : read.get().getRequestList()) {
            if (!wanted.getCertID().matchesIssuer(issuing, digests)) {
                return refuse(OCSPRespBuilder.UNAUTHORIZED);
            }
        }
        return new OCSPRespBuilder()
                .build(OCSPRespBuilder.SUCCESSFUL, sign(statuses(read.get())))
                .getEncoded();
    }

    private BasicOCSPRespBuilder statuses(OCSPReq request) {
        boolean expired = states.is(PkiPart.OCSP, PkiState.EXPIRED);
        Instant from = expired ? clock.instant().minus(Duration.ofDays(2)) : clock.instant();
        BasicOCSPRespBuilder answer =
                new BasicOCSPRespBuilder(new RespID(CertificateDraft.nameOf(signer().certificate())));
        for (Req wanted : request.getRequestList()) {
            CertificateID id = wanted.getCertID();
            answer.addResponse(id, status(id.getSerialNumber()), Date.from(from), Date.from(from.plus(LIFETIME)));
        }
        Extension nonce = request.getExtension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce);
        return nonce == null ? answer : answer.setResponseExtensions(new Extensions(nonce));
    }

    private CertificateStatus status(BigInteger serial) {
        if (states.is(PkiPart.OCSP, PkiState.ALL_GOOD)) {
            return CertificateStatus.GOOD;
        }
        if (states.is(PkiPart.OCSP, PkiState.UNKNOWN) || !revocations.issued(serial)) {
            return new UnknownStatus();
        }
        return revocations
                .inOcsp(serial)
                // The reason is left out: CertCentral's order of a revocation has none for seals.
                .<CertificateStatus>map(it -> new RevokedStatus(Date.from(it.at())))
                .orElse(CertificateStatus.GOOD);
    }

    private BasicOCSPResp sign(BasicOCSPRespBuilder answer)
            throws OCSPException, OperatorCreationException, CertificateEncodingException {
        return answer.build(
                new JcaContentSignerBuilder("SHA256withECDSA")
                        .setProvider(Keys.PROVIDER)
                        .build(signer().key()),
                new X509CertificateHolder[] {holder(signer().certificate())},
                Date.from(clock.instant()));
    }

    private CertifiedKey signer() {
        return states.is(PkiPart.OCSP, PkiState.STRANGER)
                ? strangers.signer()
                : authority.ca().responder();
    }

    private static byte[] refuse(int status) throws OCSPException, IOException {
        return new OCSPRespBuilder().build(status, null).getEncoded();
    }

    private static Optional<OCSPReq> read(byte[] request) {
        try {
            return Optional.of(new OCSPReq(request)).filter(it -> it.getRequestList().length > 0);
        } catch (IOException | IllegalArgumentException unreadable) {
            return Optional.empty();
        }
    }

    private static X509CertificateHolder holder(X509Certificate certificate) throws CertificateEncodingException {
        return new JcaX509CertificateHolder(certificate);
    }
}
