package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderStatus;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.OrderOfAnotherException;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Sends a new CSR for an order. A repetition does no harm while the order waits for a CSR; later CertCentral refuses
 * it, and the order shows that the first call was accepted.
 */
@Component
class CsrUpdate {

    private static final Set<OrderStatus> WAITING = Set.of(OrderStatus.NEEDS_CSR, OrderStatus.PENDING);

    private final CertCentral certCentral;
    private final OrderSearch search;

    CsrUpdate(CertCentral certCentral, OrderSearch search) {
        this.certCentral = certCentral;
        this.search = search;
    }

    /**
     * Sends the CSR, unless the order belongs to another request.
     *
     * @throws OrderOfAnotherException when another request holds the order, or the order's reference is another one;
     *     nothing is sent then
     * @throws io.eseal.certcentral.NotOfferedException when CertCentral does not offer the call
     * @throws RefusedException when CertCentral refuses the CSR and the order still waits for one
     */
    void send(EsealId esealId, OrderId orderId, String csr) {
        search.another(esealId, certCentral.order(orderId)).ifPresent(other -> {
            throw new OrderOfAnotherException(esealId, orderId, EsealId.of(other));
        });
        try {
            certCentral.updateCsr(orderId, csr);
        } catch (RefusedException e) {
            if (!isDone(certCentral.order(orderId), csr)) {
                throw e;
            }
        }
    }

    private static boolean isDone(OrderInfo order, String csr) {
        Optional<String> key =
                order.certificate().flatMap(OrderInfo.Certificate::csr).flatMap(OrderSearch::key);
        return !OrderStatus.isAmong(WAITING, order.status()) || key.isPresent() && key.equals(OrderSearch.key(csr));
    }
}
