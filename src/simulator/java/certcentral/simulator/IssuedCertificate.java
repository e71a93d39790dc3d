package certcentral.simulator;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The certificate that the CA issued for an order, and what CertCentral tells about it; serial number and SHA-1
 * thumbprint in upper case hexadecimal.
 *
 * @param serialNumber serial number as CertCentral tells it
 * @param certifiedSerial serial number in the certificate; null in files of earlier versions, where both are the same
 * @param issuers PEM of the CA certificates above it; null in files of earlier versions: those of the CA
 */
record IssuedCertificate(
        String serialNumber,
        String certifiedSerial,
        String thumbprint,
        String commonName,
        int keySize,
        Instant issuedAt,
        LocalDate validFrom,
        LocalDate validTill,
        Instant expiresAt,
        String pem,
        List<String> issuers) {

    /** Returns the serial number that is in the certificate. */
    String trueSerial() {
        return Objects.requireNonNullElse(certifiedSerial, serialNumber);
    }

    /** Returns the PEM of the CA certificates that were stored with it. */
    Optional<List<String>> storedIssuers() {
        return Optional.ofNullable(issuers);
    }
}
