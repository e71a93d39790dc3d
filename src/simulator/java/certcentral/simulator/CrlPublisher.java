package certcentral.simulator;

import java.io.IOException;
import java.math.BigInteger;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import org.bouncycastle.asn1.x509.CRLNumber;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.cert.X509v2CRLBuilder;
import org.bouncycastle.cert.jcajce.JcaX509ExtensionUtils;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.springframework.stereotype.Component;

/** Makes the CRLs of both CAs, anew at each call. */
@Component
class CrlPublisher {

    private static final Duration LIFETIME = Duration.ofHours(12);

    private final SimulatorAuthority authority;
    private final Revocations revocations;
    private final PkiStates states;
    private final Strangers strangers;
    private final Clock clock;

    CrlPublisher(
            SimulatorAuthority authority, Revocations revocations, PkiStates states, Strangers strangers, Clock clock) {
        this.authority = authority;
        this.revocations = revocations;
        this.states = states;
        this.strangers = strangers;
        this.clock = clock;
    }

    byte[] ofRoot() {
        return crl(authority.ca().root(), List.of());
    }

    byte[] ofIssuing() {
        return crl(
                authority.ca().issuing(), states.is(PkiPart.CRL, PkiState.ALL_GOOD) ? List.of() : revocations.inCrl());
    }

    private byte[] crl(CertifiedKey issuer, List<Revocations.Revocation> revoked) {
        boolean expired = states.is(PkiPart.CRL, PkiState.EXPIRED);
        Instant from = expired ? clock.instant().minus(Duration.ofDays(2)) : clock.instant();
        X509v2CRLBuilder builder = new X509v2CRLBuilder(CertificateDraft.nameOf(issuer.certificate()), Date.from(from))
                .setNextUpdate(Date.from(from.plus(LIFETIME)));
        // Reason 0, "unspecified", is written by leaving it out (RFC 5280, clause 5.3.1).
        revoked.forEach(it -> builder.addCRLEntry(it.serial(), Date.from(it.at()), 0));
        CertifiedKey signer = states.is(PkiPart.CRL, PkiState.STRANGER) ? strangers.signer() : issuer;
        String algorithm = signer.key().getAlgorithm().equals("RSA") ? "SHA256withRSA" : "SHA256withECDSA";
        try {
            builder.addExtension(
                            Extension.authorityKeyIdentifier,
                            false,
                            new JcaX509ExtensionUtils()
                                    .createAuthorityKeyIdentifier(
                                            issuer.certificate().getPublicKey()))
                    .addExtension(Extension.cRLNumber, false, new CRLNumber(BigInteger.valueOf(from.toEpochMilli())));
            return builder.build(new JcaContentSignerBuilder(algorithm)
                            .setProvider(Keys.PROVIDER)
                            .build(signer.key()))
                    .getEncoded();
        } catch (IOException | GeneralSecurityException | OperatorCreationException failure) {
            throw new IllegalStateException("No CRL", failure);
        }
    }
}
