package certcentral.simulator;

import java.time.Instant;
import java.time.LocalDate;

/** The certificate that the CA issued for an order; serial number and SHA-1 thumbprint in upper case hexadecimal. */
record IssuedCertificate(
        String serialNumber,
        String thumbprint,
        String commonName,
        int keySize,
        Instant issuedAt,
        LocalDate validFrom,
        LocalDate validTill,
        Instant expiresAt,
        String pem) {}
