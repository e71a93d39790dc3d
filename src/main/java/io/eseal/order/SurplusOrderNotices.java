package io.eseal.order;

import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.ledger.OrderLedger;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** Tells, once for each order, of one that came after its attempt had been given up. */
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
     * Writes what became of the order to the timeline and to operators.
     *
     * @param what what became of it, as the end of a sentence without its full stop
     * @return true: the order is dealt with
     */
    boolean tell(EsealId esealId, OrderInfo order, boolean canceled, String what) {
        Optional<Long> followed = ledger.followed(esealId);
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
