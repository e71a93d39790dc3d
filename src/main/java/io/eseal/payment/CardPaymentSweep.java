package io.eseal.payment;

import io.eseal.id.EsealId;
import io.eseal.ledger.LedgerReader;
import io.eseal.lifecycle.EsealState;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows up card payments whose call was cut off, by a killed node or a failed write: once an outcome is there, or can
 * no longer come, the process goes on and looks up what it does not know. The cost follows what was sent, not what
 * waits for a card.
 */
@Component
class CardPaymentSweep {

    private static final Logger log = LoggerFactory.getLogger(CardPaymentSweep.class);

    private final LedgerReader ledger;
    private final CardSettlement settlement;

    CardPaymentSweep(LedgerReader ledger, CardSettlement settlement) {
        this.ledger = ledger;
        this.settlement = settlement;
    }

    @Scheduled(
            fixedDelayString = "${eseal.payment.sweep-interval:PT30S}",
            initialDelayString = "${eseal.payment.sweep-interval:PT30S}")
    @SchedulerLock(
            name = "card-payment-sweep",
            lockAtMostFor = "PT1M",
            lockAtLeastFor = "${eseal.payment.sweep-interval:PT30S}")
    void sweep() {
        ledger.underWay(EsealState.PAYMENT).forEach(this::settle);
    }

    private void settle(EsealId esealId) {
        try {
            settlement.settle(esealId);
        } catch (RuntimeException e) {
            log.warn(
                    "The card payment of {} could not be followed up; the next sweep tries again: {}",
                    esealId,
                    e.getMessage());
        }
    }
}
