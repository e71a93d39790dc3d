package io.eseal.certificate;

import java.time.Instant;
import java.util.Optional;

/**
 * The certificate of a request as CertCentral handed it out.
 *
 * @param pem the certificate and its chain; empty for a key on a token
 */
record IssuedSeal(String esealId, long orderId, long certificateId, Optional<String> serialNumber, Instant validFrom,
                  Instant validTill, Optional<String> pem) {
}
