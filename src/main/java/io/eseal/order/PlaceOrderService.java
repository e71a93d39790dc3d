package io.eseal.order;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.certcentral.EsealOrder;
import io.eseal.id.EsealId;
import io.eseal.ledger.OrderSettings;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.time.Clock;
import java.time.Instant;
import org.springframework.stereotype.Component;

/**
 * Places the order of a request or takes the outcome of the attempt under way, and stores the outcome in the record.
 */
@Component
class PlaceOrderService {

    private final OrderSender sender;
    private final EsealRegister register;
    private final Timeline timeline;
    private final ObjectMapper json;
    private final OrderSettings settings;
    private final Clock clock;

    PlaceOrderService(
            OrderSender sender,
            EsealRegister register,
            Timeline timeline,
            ObjectMapper json,
            OrderSettings settings,
            Clock clock) {
        this.sender = sender;
        this.register = register;
        this.timeline = timeline;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Places the order, except for a request paid by card, which was ordered by the call that held the card.
     *
     * @param request a request that the rules accepted
     * @throws io.eseal.certcentral.CertCentralException when CertCentral certainly did not take the order, so that the
     *     step may be repeated
     * @throws io.eseal.ledger.NotSentException when the order was not sent, so that it may be sent now
     */
    PlaceOrderResult order(EsealId esealId, OrderBody request) {
        PlaceOrderResult outcome = request.isPaidByCard()
                // The call that held the card placed the order; when the ledger holds none, people are asked, because
                // nothing can be sent without the card.
                ? sender.underWay(esealId).orElseGet(PlaceOrderResult.Unknown::new)
                : sender.place(esealId, body(request));
        if (outcome instanceof PlaceOrderResult.Accepted accepted) {
            timeline.add(esealId, new OrderEvents.Ordered(accepted.orderId(), false));
            register.ordered(esealId, accepted.orderId());
        } else if (outcome instanceof PlaceOrderResult.Refused refused) {
            timeline.add(esealId, new OrderEvents.Refused(refused.words()));
            sender.close(esealId);
        } else {
            timeline.add(esealId, new OrderEvents.OutcomeUnknown());
        }
        return outcome;
    }

    /** Returns whether an order was sent whose outcome the process has not dealt with. */
    boolean isUnderWay(EsealId esealId) {
        return sender.underWay(esealId).isPresent();
    }

    /** Returns the time of the first look-up of an order that is sent now. */
    Instant firstLookUp() {
        return clock.instant().plus(settings.lookUps().get(0));
    }

    private EsealOrder body(OrderBody request) {
        try {
            return json.treeToValue(request.json(), EsealOrder.class);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a checked request is an order body", e);
        }
    }
}
