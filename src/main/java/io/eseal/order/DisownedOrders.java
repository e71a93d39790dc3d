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
 * Removes an order from a request when CertCentral's answer named it and reading it shows another request's reference.
 * The ledger alone does not show this: the other request may not have stored its order yet.
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
     * Assigns the order to the request that its reference names, if there is one. Leaves the attempt in doubt, never to
     * be sent again without a person, because the request's own order may exist.
     *
     * @param esealId the request that holds the order wrongly
     * @param order the order as CertCentral shows it
     * @return when to look up the request's own order; empty, with nothing changed, when the order's reference names no
     *     other request
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
