package io.eseal.notification;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.StateEntered;
import org.springframework.stereotype.Component;
import org.springframework.transaction.event.TransactionPhase;
import org.springframework.transaction.event.TransactionalEventListener;

import java.util.Map;

/** Tells requesters where their request stands when it needs them or is decided; only of what is committed. */
@Component
class RequesterNotices {

    private static final Map<EsealState, String> SENTENCES = Map.of(
            EsealState.CORRECTION, "Your request needs to be corrected. Open the task \"Correct request\" in Tasklist.",
            EsealState.REJECTED, "Your request was rejected.",
            EsealState.CANCELED, "Your request was canceled.",
            EsealState.DELIVERY, "CertCentral has issued your seal. It is being delivered and checked.",
            EsealState.IN_SERVICE, "Your seal is in service.",
            EsealState.REVOKED, "Your seal is revoked.",
            EsealState.EXPIRED, "Your seal has expired.");

    private final EsealRegister register;
    private final Mailbox mailbox;

    RequesterNotices(EsealRegister register, Mailbox mailbox) {
        this.register = register;
        this.mailbox = mailbox;
    }

    @TransactionalEventListener(phase = TransactionPhase.AFTER_COMMIT)
    void on(StateEntered entered) {
        String sentence = SENTENCES.get(entered.state());
        if (sentence != null) {
            register.find(entered.esealId()).ifPresent(eseal -> mailbox.send(eseal.requester(), subject(eseal), sentence));
        }
    }

    private static String subject(Eseal eseal) {
        return eseal.id() + eseal.organizationName().map(name -> ", " + name).orElse("") + ": " + eseal.state();
    }
}
