package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.inspection.CertificateChain;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Finds the certificate of a request as it is stored here. */
@Component
public class DeliveredCertificates {

    private final IssuedSeals seals;

    DeliveredCertificates(IssuedSeals seals) {
        this.seals = seals;
    }

    /**
     * A certificate.
     *
     * @param leaf the certificate of the seal
     * @param others certificates that came with it
     */
    public record Delivered(X509Certificate leaf, List<X509Certificate> others) {

        public Delivered {
            others = List.copyOf(others);
        }
    }

    /** Returns the certificate; empty when there is none, as for a token whose certificate nobody has seen. */
    public Optional<Delivered> of(EsealId esealId) {
        return seals.find(esealId)
                .flatMap(IssuedSeal::pem)
                .flatMap(CertificateChain::readable)
                .flatMap(chain -> chain.leaf()
                        .map(leaf -> new Delivered(
                                leaf,
                                chain.certificates().stream()
                                        .filter(other -> !other.equals(leaf))
                                        .toList())));
    }
}
