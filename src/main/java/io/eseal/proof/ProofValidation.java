package io.eseal.proof;

import io.eseal.connection.SealedDocuments;
import io.eseal.inspection.CertificateChain;
import io.eseal.trust.SealTrust;
import io.eseal.trust.Trust;
import io.eseal.trust.TrustUnavailableException;
import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Validates a seal that came as a proof: that it is whole, over the given document, and made by whom it should be. */
@Component
public class ProofValidation {

    /** The largest proof: the document has about 25 KiB, and a picture of the seal may be in it. */
    public static final int LARGEST = SealedDocuments.LARGEST;

    private static final Logger LOG = LoggerFactory.getLogger(ProofValidation.class);

    private final Trust trust;
    private final SealTrust sealTrust;
    private final Clock clock;

    ProofValidation(Trust trust, SealTrust sealTrust, Clock clock) {
        this.trust = trust;
        this.sealTrust = sealTrust;
        this.clock = clock;
    }

    /**
     * Validates a seal as of now. Whatever the bytes are, the answer is a verdict.
     *
     * @param delivered what was delivered for the request: the certificate, and those of its issuers, which a seal need
     *     not carry; without a certificate when nobody has seen it, as that on a token: then the certificate in the
     *     seal is not judged, and the caller has to
     * @throws TrustUnavailableException when no source of trust can be read now; the caller tries again later
     */
    public ProofVerdict validate(
            byte[] proof, ProofFormat format, ProofDocument document, Optional<CertificateChain> delivered) {
        Instant now = clock.instant();
        if (proof.length == 0 || proof.length > LARGEST) {
            return refused(
                    new ProofRefusedException(
                            "size",
                            proof.length == 0
                                    ? "Nothing was sent; send the sealed document."
                                    : "What was sent has more than " + LARGEST / 1024 + " KiB."),
                    now);
        }
        try {
            return SealCheck.check(trust, sealTrust, document, delivered, new SealCheck.Proof(format, proof, now));
        } catch (ProofRefusedException e) {
            return refused(e, now);
        } catch (TrustUnavailableException e) {
            throw e;
        } catch (IOException | RuntimeException | StackOverflowError e) {
            // DSS, PDFBox and Bouncy Castle report broken input by many kinds of exceptions.
            LOG.debug("A proof could not be read", e);
            return refused(
                    new ProofRefusedException("format", "What was sent cannot be read as " + words(format) + "."), now);
        }
    }

    private static ProofVerdict refused(ProofRefusedException why, Instant now) {
        return ProofVerdict.refused(List.of(why.finding()), now);
    }

    private static String words(ProofFormat format) {
        return switch (format) {
            case PDF -> "a sealed PDF";
            case CMS -> "a CMS signature in DER or PEM (with openssl: cms -sign -cades -binary -outform DER)";
            case ASIC_E -> "an ASiC-E container";
        };
    }
}
