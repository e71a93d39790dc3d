package io.eseal.order;

import io.eseal.ledger.LedgerEntry;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEvent;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Evidence of an order that came after its attempt had been given up, or that the ledger refused. Written once the
 * transaction around is over: until then that may hold the request's row, and a late sender's is rolled back as a rule.
 */
@Component
class UnclaimedOrders {

    private final Timeline timeline;
    private final TransactionTemplate ownTransaction;

    UnclaimedOrders(Timeline timeline, PlatformTransactionManager transactions) {
        this.timeline = timeline;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
    }

    void report(LedgerEntry sent, long orderId) {
        afterwards(sent, new OrderEvents.Unclaimed(orderId, sent.generation()));
    }

    /** @param why names both requests */
    void refused(LedgerEntry sent, String why) {
        afterwards(sent, new OrderEvents.NotTaken(why));
    }

    private void afterwards(LedgerEntry sent, TimelineEvent event) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write(sent, event);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                write(sent, event);
            }
        });
    }

    private void write(LedgerEntry sent, TimelineEvent event) {
        ownTransaction.executeWithoutResult(status -> timeline.add(sent.esealId(), event));
    }
}
