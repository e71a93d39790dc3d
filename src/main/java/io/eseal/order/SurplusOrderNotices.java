package io.eseal.order;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.OrderLedger;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Announces each surplus order once. */
@Component
class SurplusOrderNotices {

    private static final Logger log = LoggerFactory.getLogger(SurplusOrderNotices.class);

    private final OrderLedger ledger;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;
    private final TransactionTemplate transaction;

    SurplusOrderNotices(
            OrderLedger ledger, Timeline timeline, ApplicationEventPublisher events, TransactionTemplate transaction) {
        this.ledger = ledger;
        this.timeline = timeline;
        this.events = events;
        this.transaction = transaction;
    }

    /**
     * Writes to the timeline what became of the order, and publishes it for operators, unless that was done before.
     *
     * @param what what became of the order, as the end of a sentence without its full stop
     * @return always true: the order is dealt with
     */
    boolean tell(EsealId esealId, OrderInfo order, boolean canceled, String what) {
        Optional<OrderId> followed = ledger.followed(esealId);
        String sentence = "CertCentral order " + order.id() + " of " + esealId
                + " came after its attempt had been given up, while "
                + followed.map(other -> "order " + other + " is followed").orElse("the request has ended") + ": it "
                + what
                + (canceled ? "." : ". Cancel or revoke it in CertCentral.");
        transaction.executeWithoutResult(status -> {
            if (ledger.told(esealId, order.id())) {
                timeline.add(
                        esealId,
                        canceled
                                ? new OrderEvents.SurplusCanceled(order.id(), sentence)
                                : new OrderEvents.Surplus(order.id(), sentence));
                events.publishEvent(new SurplusOrder(esealId, order.id(), canceled, sentence));
                log.warn("{}", sentence);
            }
        });
        return true;
    }
}
