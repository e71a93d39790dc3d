package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.ledger.LedgerEntry;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderSettings;
import io.eseal.ledger.OrderSettings.WhenAbsent;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides whether an order that no look-up found may be sent again without a person. */
@Component
class AbsentOrders {

    private final OrderLedger ledger;
    private final LookUpProof proof;
    private final EsealRegister register;
    private final Timeline timeline;
    private final OrderSettings settings;

    AbsentOrders(
            OrderLedger ledger, LookUpProof proof, EsealRegister register, Timeline timeline, OrderSettings settings) {
        this.ledger = ledger;
        this.proof = proof;
        this.register = register;
        this.timeline = timeline;
        this.settings = settings;
    }

    /**
     * Returns the reason why the order may not be sent again without a person. Asks CertCentral for the proof that
     * look-ups find orders, and only when there is no other reason; one proof serves all attempts that were sent before
     * it.
     *
     * @param entry the attempt after its last look-up
     * @return half a sentence for an operator; empty when the order may be sent again
     * @throws io.eseal.certcentral.CertCentralException when CertCentral could not be asked for the proof
     */
    Optional<String> obstacle(LedgerEntry entry) {
        return Stream.<Optional<String>>of(
                        when(
                                settings.whenAbsent() == WhenAbsent.ASK,
                                "the service is set to ask (eseal.order.when-absent)"),
                        when(entry.closed(), "the attempt was given up before"),
                        when(
                                entry.answered(),
                                "CertCentral answered the attempt, though not so that its outcome is known"),
                        when(ledger.wasAbsent(entry.esealId()), "it was ordered again by the service once"),
                        when(entry.absences() < entry.lookUps(), "not every look-up was complete and without a match"),
                        when(isPaidByCard(entry.esealId()), "it is paid by a card, which is kept nowhere"))
                .flatMap(Optional::stream)
                .findFirst()
                .or(
                        () -> when(
                                !entry.sentAt().map(proof::isThereSince).orElse(false),
                                "this API key's look-ups have not been seen to find an order of this service since it was sent"));
    }

    /** Closes the attempt as absent, so that a further one may be made. */
    Reconciliation.Result close(LedgerEntry entry) {
        ledger.closeAsAbsent(entry);
        timeline.add(entry.esealId(), new OrderEvents.Absent(entry.lookUps()));
        return new Reconciliation.Result.Absent();
    }

    /** Writes to the timeline that nothing of the attempt was sent. */
    Reconciliation.Result notSent(EsealId esealId) {
        timeline.add(esealId, new OrderEvents.NotSent());
        return new Reconciliation.Result.Absent();
    }

    /**
     * Returns the moment until which CertCentral may still create the order; empty when the last look-up came later
     * than that.
     *
     * @param lookedAt when the last look-up began
     */
    Optional<Instant> tooEarlyTill(LedgerEntry entry, Instant lookedAt) {
        Instant answerable =
                entry.sentAt().orElse(lookedAt).plus(settings.sendWithin()).plus(settings.longestCall());
        Instant horizon = entry.sentAt().orElse(lookedAt).plus(settings.horizon());
        Instant latest = answerable.isAfter(horizon) ? answerable : horizon;
        return Optional.of(latest).filter(moment -> moment.isAfter(lookedAt));
    }

    /** Returns whether the request is paid by card. */
    boolean isPaidByCard(EsealId esealId) {
        return register.find(esealId).orElseThrow().request().isPaidByCard();
    }

    private static Optional<String> when(boolean so, String sentence) {
        return so ? Optional.of(sentence) : Optional.empty();
    }
}
