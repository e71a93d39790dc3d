package io.eseal.certificate;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.ReadOrders;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.inspection.CertificateChain;
import io.eseal.inspection.Delivered;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Fetches the issued certificate of an order from CertCentral and stores it. */
@Component
class CertificateFetch {

    private final CertCentral certCentral;
    private final IssuedSeals seals;
    private final EsealRegister register;
    private final ReadOrders read;

    CertificateFetch(CertCentral certCentral, IssuedSeals seals, EsealRegister register, ReadOrders read) {
        this.certCentral = certCentral;
        this.seals = seals;
        this.register = register;
        this.read = read;
    }

    /**
     * Fetches the certificate and stores it with the data of the order.
     *
     * @param onToken whether the key is on a token, for which CertCentral may offer no PEM
     * @throws NotIssuedYetException when CertCentral has no certificate, no validity or no PEM for the order yet
     */
    IssuedSeal fetch(EsealId esealId, OrderId orderId, boolean onToken) {
        OrderInfo order = read.take(orderId).orElseGet(() -> certCentral.order(orderId));
        register.orderStatus(esealId, order.status());
        OrderInfo.Certificate certificate =
                order.certificate().orElseThrow(() -> notYet(orderId, "has no certificate yet"));
        long id = certificate.id().orElseThrow(() -> notYet(orderId, "has no certificate id yet"));
        Optional<String> pem = certCentral.certificatePem(id);
        Delivered came = pem.map(Delivered::download).orElseGet(Delivered::nothing);
        Optional<X509Certificate> leaf =
                came.chain().map(chain -> ordered(esealId, chain)).flatMap(CertificateChain::leaf);
        // The order's data is stored for the comparison with the certificate;
        // the certificate supplies only what the order does not tell.
        Instant from = certificate
                .validFrom()
                .map(IssuedSeal::startOf)
                .or(() -> leaf.map(c -> c.getNotBefore().toInstant()))
                .orElseThrow(
                        () -> notYet(orderId, "is not issued yet: it tells no first day, and no certificate does"));
        Instant till = certificate
                .validTill()
                .map(IssuedSeal::endOf)
                .or(() -> leaf.map(c -> c.getNotAfter().toInstant()))
                .orElseThrow(() -> notYet(orderId, "is not issued yet: it tells no last day, and no certificate does"));
        if (pem.isEmpty() && !onToken) {
            throw notYet(orderId, "has no PEM to download yet");
        }
        IssuedSeal seal = new IssuedSeal(
                esealId,
                orderId,
                id,
                certificate.serialNumber(),
                from,
                till,
                came.chain()
                        .filter(read -> came.beside().isEmpty())
                        .map(CertificateChain::pem)
                        .or(() -> pem.map(Delivered::withoutPrivateKeys)),
                came.privateKey(),
                differences(esealId, order, id));
        seals.save(seal);
        register.certificate(esealId, id);
        return seal;
    }

    /** Stores what CertCentral's order tells by now beside the certificate that was fetched. */
    void readAgain(EsealId esealId) {
        IssuedSeal seal = seals.find(esealId).orElseThrow();
        OrderInfo order = certCentral.order(seal.orderId());
        register.orderStatus(esealId, order.status());
        IssuedSeal told = seal.asTold(order, differences(esealId, order, seal.certificateId()));
        if (!told.equals(seal)) {
            seals.save(told);
        }
    }

    private Optional<String> differences(EsealId esealId, OrderInfo order, long certificateId) {
        return register.find(esealId).flatMap(eseal -> OrderDifferences.of(eseal, order, certificateId));
    }

    /**
     * Leaves out certificates that have nothing to do with the order, where the key of its CSR tells which one has: for
     * its days alone. What came is kept whole, since the rules must see it.
     */
    private CertificateChain ordered(EsealId esealId, CertificateChain came) {
        return register.find(esealId)
                .map(Eseal::request)
                .flatMap(SealOrders::csrKey)
                .map(came::of)
                .orElse(came);
    }

    private static NotIssuedYetException notYet(OrderId orderId, String what) {
        return new NotIssuedYetException("CertCentral order " + orderId + " " + what);
    }
}
