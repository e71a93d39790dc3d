package io.eseal.order;

import io.eseal.lifecycle.Timeline;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Evidence of an order that came after its attempt had been given up, or that the ledger refused. Written once the transaction around is
 * over: until then that may hold the request's row, and a late sender's is rolled back as a rule.
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
        afterwards(sent, "order_unclaimed", "CertCentral order " + orderId + " came after attempt " + sent.generation()
                + " had been given up: cancel it in CertCentral unless it is to be adopted");
    }

    /** @param why names both requests */
    void refused(LedgerEntry sent, String why) {
        afterwards(sent, "order_not_taken", why);
    }

    private void afterwards(LedgerEntry sent, String event, String detail) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            write(sent, event, detail);
            return;
        }
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCompletion(int status) {
                write(sent, event, detail);
            }
        });
    }

    private void write(LedgerEntry sent, String event, String detail) {
        ownTransaction.executeWithoutResult(status -> timeline.add(sent.esealId(), event, detail));
    }
}
