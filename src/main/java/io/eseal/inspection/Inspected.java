package io.eseal.inspection;

import io.eseal.keys.KeyStrength;
import io.eseal.trust.TrustVerdict;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Everything about one certificate that rules may look at. */
record Inspected(
        Delivered delivered,
        Optional<CertificateFields> fields,
        Ordered ordered,
        TrustVerdict trust,
        Instant now,
        InspectionSettings settings,
        KeyStrength strength) {

    boolean hasCertificate() {
        return fields.isPresent();
    }

    /** Returns the certificate; only for rules that need one. */
    CertificateFields certificate() {
        return fields.orElseThrow();
    }

    InspectionSettings.Issuer issuer() {
        return settings.issuer();
    }

    /** Returns the certificate's path to the anchor, itself first; empty when there is none or it is another one's. */
    List<X509Certificate> path() {
        List<X509Certificate> path = trust.path();
        return path.size() > 1 && path.get(0).equals(certificate().certificate()) ? path : List.of();
    }
}
