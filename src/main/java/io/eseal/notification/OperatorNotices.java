package io.eseal.notification;

import io.eseal.approval.NobodyLeft;
import io.eseal.comparison.DifferencesFound;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

/** Tells operators what only they can clear up; only of what is committed. */
@Component
class OperatorNotices {

    private static final int MOST_SHOWN = 100;

    private final Mailbox mailbox;

    OperatorNotices(Mailbox mailbox) {
        this.mailbox = mailbox;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(DifferencesFound found) {
        int count = found.sentences().size();
        mailbox.sendToOperators("Ledger and CertCentral differ: " + count + " new",
                String.join("\n", found.sentences().subList(0, Math.min(count, MOST_SHOWN))) + (count > MOST_SHOWN ? "\n… and " + (count - MOST_SHOWN) + " more." : "")
                        + "\n\nReport: /api/ledger-checks/" + found.checkId());
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(NobodyLeft found) {
        mailbox.sendToOperators(found.esealId() + ": nobody is left to act", found.sentence());
    }
}
