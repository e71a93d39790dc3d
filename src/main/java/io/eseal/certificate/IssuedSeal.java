package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.Delivered;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The certificate of a request as CertCentral delivered it.
 *
 * @param serialNumber as in CertCentral's order until the certificate is registered, then as in the certificate
 * @param validFrom start of validity, from the same source as the serial number
 * @param validTill end of validity, from the same source as the serial number
 * @param pem the certificate and its chain, or what came instead; empty for a key on a token
 * @param privateKey whether a private key came with it, which is not kept
 */
record IssuedSeal(
        EsealId esealId,
        OrderId orderId,
        long certificateId,
        Optional<String> serialNumber,
        Instant validFrom,
        Instant validTill,
        Optional<String> pem,
        boolean privateKey) {

    // RFC 5280, 4.1.2.2: at most 20 octets; the column takes 64 hex digits.
    private static final int LONGEST_SERIAL = 32;

    /** Returns what came; nothing when the token alone holds the certificate. */
    Delivered delivered() {
        Delivered came = pem.map(Delivered::download).orElseGet(Delivered::nothing);
        return privateKey ? came.withPrivateKey() : came;
    }

    /** Returns the same seal with the certificate that came in a seal made with it. */
    IssuedSeal withCertificate(String chain) {
        return new IssuedSeal(
                esealId, orderId, certificateId, serialNumber, validFrom, validTill, Optional.of(chain), privateKey);
    }

    /** Returns the certificate; empty when none came, or none that can be read. */
    Optional<X509Certificate> leaf() {
        return chain().flatMap(CertificateChain::leaf);
    }

    /** Returns the certificate and those that came with it; empty when none came, or one that cannot be read. */
    Optional<CertificateChain> chain() {
        return pem.flatMap(CertificateChain::readable);
    }

    /**
     * Returns the same seal with serial number and dates of the certificate itself, whatever CertCentral's order tells.
     */
    IssuedSeal asCertified(X509Certificate certificate) {
        return new IssuedSeal(
                esealId,
                orderId,
                certificateId,
                Optional.of(serial(certificate)),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                pem,
                privateKey);
    }

    /** Returns the certificate's serial number in lower-case hex, two digits for each octet. */
    static String serial(X509Certificate certificate) {
        byte[] octets = certificate.getSerialNumber().toByteArray();
        int sign = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        return HexFormat.of().formatHex(octets, sign, Math.min(octets.length, sign + LONGEST_SERIAL));
    }
}
