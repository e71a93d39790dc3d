package io.eseal.certificate;

import io.eseal.id.EsealId;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/**
 * The certificate of a request as CertCentral handed it out.
 *
 * @param serialNumber as CertCentral's order tells it until it is registered, then the certificate's own; likewise the
 *     dates
 * @param pem the certificate and its chain; empty for a key on a token
 */
record IssuedSeal(
        EsealId esealId,
        long orderId,
        long certificateId,
        Optional<String> serialNumber,
        Instant validFrom,
        Instant validTill,
        Optional<String> pem) {

    // RFC 5280, 4.1.2.2: at most 20 octets. The column takes 64 hex digits.
    private static final int LONGEST_SERIAL = 32;

    /**
     * The same with serial number and dates of the certificate: whatever the order tells, it ends when it says itself.
     */
    IssuedSeal asCertified(X509Certificate certificate) {
        return new IssuedSeal(
                esealId,
                orderId,
                certificateId,
                hasSerialOf(certificate) ? serialNumber : Optional.of(serial(certificate)),
                certificate.getNotBefore().toInstant(),
                certificate.getNotAfter().toInstant(),
                pem);
    }

    /**
     * Whether the serial number is the certificate's, in whatever spelling: upper or lower case, colons, zeros in
     * front.
     */
    boolean hasSerialOf(X509Certificate certificate) {
        String digits = serialNumber.orElse("").replaceAll("[:\\s]", "");
        return digits.matches("[0-9A-Fa-f]{1,64}")
                && new BigInteger(digits, 16)
                        .equals(new BigInteger(1, certificate.getSerialNumber().toByteArray()));
    }

    /** In hex, two digits an octet. */
    static String serial(X509Certificate certificate) {
        byte[] octets = certificate.getSerialNumber().toByteArray();
        int sign = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        return HexFormat.of().formatHex(octets, sign, Math.min(octets.length, sign + LONGEST_SERIAL));
    }
}
