package io.eseal.order;

import io.eseal.id.OrderId;
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
 * Records an order that was answered after its attempt had been given up, or that the ledger refused. Writes after the
 * surrounding transaction has ended: that one may lock the request's row, and is usually rolled back for a late sender.
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

    /** Records the order that a late answer named, with the number of its attempt. */
    void report(LedgerEntry sent, OrderId orderId) {
        afterwards(sent, new OrderEvents.Unclaimed(orderId, sent.generation()));
    }

    /**
     * Records that the ledger refused an order.
     *
     * @param why the reason, which names both requests
     */
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
