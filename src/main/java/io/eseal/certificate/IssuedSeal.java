package io.eseal.certificate;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.Delivered;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
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
 * @param orderDiffers how CertCentral's order differs from the one that was placed, as sentences; empty when it does
 *     not
 */
record IssuedSeal(
        EsealId esealId,
        OrderId orderId,
        long certificateId,
        Optional<String> serialNumber,
        Instant validFrom,
        Instant validTill,
        Optional<String> pem,
        boolean privateKey,
        Optional<String> orderDiffers) {

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
                esealId,
                orderId,
                certificateId,
                serialNumber,
                validFrom,
                validTill,
                Optional.of(chain),
                privateKey,
                orderDiffers);
    }

    /** Returns the same seal with what CertCentral's order tells now; what it tells no more stays as it was. */
    IssuedSeal asTold(OrderInfo order, Optional<String> differences) {
        Optional<OrderInfo.Certificate> told = order.certificate();
        return new IssuedSeal(
                esealId,
                orderId,
                certificateId,
                told.flatMap(OrderInfo.Certificate::serialNumber).or(() -> serialNumber),
                told.flatMap(OrderInfo.Certificate::validFrom)
                        .map(IssuedSeal::startOf)
                        .orElse(validFrom),
                told.flatMap(OrderInfo.Certificate::validTill)
                        .map(IssuedSeal::endOf)
                        .orElse(validTill),
                pem,
                privateKey,
                differences);
    }

    static Instant startOf(LocalDate day) {
        return day.atStartOfDay(ZoneOffset.UTC).toInstant();
    }

    // CertCentral names days only; a certificate is valid until the end of its last day.
    static Instant endOf(LocalDate day) {
        return day.plusDays(1).atStartOfDay(ZoneOffset.UTC).toInstant().minusSeconds(1);
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
                privateKey,
                orderDiffers);
    }

    /** Returns the certificate's serial number in lower-case hex, two digits for each octet. */
    static String serial(X509Certificate certificate) {
        byte[] octets = certificate.getSerialNumber().toByteArray();
        int sign = octets.length > 1 && octets[0] == 0 ? 1 : 0;
        return HexFormat.of().formatHex(octets, sign, Math.min(octets.length, sign + LONGEST_SERIAL));
    }
}
