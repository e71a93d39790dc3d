package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.id.EsealId;
import io.eseal.ledger.OrderOfAnotherException;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Gives an order another CSR. Repeating it is harmless while the order waits for one; later CertCentral refuses the
 * repetition, and the order tells that the first call was taken.
 */
@Component
class CsrUpdate {

    private static final Set<String> WAITING = Set.of("needs_csr", "pending");

    private final CertCentral certCentral;
    private final OrderSearch search;

    CsrUpdate(CertCentral certCentral, OrderSearch search) {
        this.certCentral = certCentral;
        this.search = search;
    }

    /**
     * @throws OrderOfAnotherException when another request holds the order, or it names another one; nothing is sent
     *     then
     * @throws RefusedException when CertCentral refuses it and the order still waits for one
     */
    void send(EsealId esealId, long orderId, String csr) {
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
        return !WAITING.contains(order.status()) || key.isPresent() && key.equals(OrderSearch.key(csr));
    }
}
