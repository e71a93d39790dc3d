package io.eseal.order;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderSettings;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Takes an order away from a request that CertCentral's answer gave it, and that turns out to be another request's when
 * it is read. An answer can be wrong while the other request does not know its order yet, so that the ledger alone
 * cannot tell.
 */
@Component
public class DisownedOrders {

    private final OrderLedger ledger;
    private final EsealRegister register;
    private final Timeline timeline;
    private final OrderSettings settings;
    private final Clock clock;

    DisownedOrders(OrderLedger ledger, EsealRegister register, Timeline timeline, OrderSettings settings, Clock clock) {
        this.ledger = ledger;
        this.register = register;
        this.timeline = timeline;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Gives the order to the request whose reference it carries, if it is one, and leaves its own attempt in doubt,
     * never to be sent again without a person: its own order may live.
     *
     * @return when the request's own order is to be looked up; empty, and nothing done, when the order does not name
     *     another request
     */
    public Optional<Instant> giveBack(EsealId esealId, OrderInfo order) {
        if (Naming.of(order, esealId) != Naming.ANOTHER) {
            return Optional.empty();
        }
        String reference = Naming.reference(order).orElseThrow();
        ledger.disown(
                esealId,
                order.id(),
                EsealId.read(reference).flatMap(register::find).map(Eseal::id));
        register.disown(esealId, order.id());
        timeline.add(esealId, new OrderEvents.OfAnother(esealId, order.id(), reference));
        return Optional.of(clock.instant().plus(settings.lookUps().get(0)));
    }
}
