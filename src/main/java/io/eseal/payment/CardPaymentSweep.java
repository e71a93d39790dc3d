package io.eseal.payment;

import io.eseal.id.EsealId;
import io.eseal.ledger.LedgerReader;
import io.eseal.lifecycle.EsealState;
import java.time.Duration;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/**
 * Follows up card payments whose call was cut off, by a stopped node or a failed write. When the outcome is known, or
 * can no longer arrive, the process continues and looks up an unknown outcome. The cost of a sweep depends on the
 * number of payments sent, not on the number of requests that wait for a card.
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

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration cardPaymentSweepInterval(PaymentSettings settings) {
        return settings.sweepInterval();
    }

    @Scheduled(fixedDelayString = "#{@cardPaymentSweepInterval}", initialDelayString = "#{@cardPaymentSweepInterval}")
    @SchedulerLock(name = "card-payment-sweep", lockAtMostFor = "PT1M", lockAtLeastFor = "#{@cardPaymentSweepInterval}")
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
