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
     * Asks CertCentral for the proof that look-ups find orders, once for all attempts sent before, and only when
     * nothing else stands in the way.
     *
     * @param entry as it stands after its last look-up
     * @return what stands in the way, half a sentence for an operator; empty when it may be sent again
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

    /** Closes the attempt, so that a further one may be made. */
    Reconciliation.Result close(LedgerEntry entry) {
        ledger.closeAsAbsent(entry);
        timeline.add(entry.esealId(), new OrderEvents.Absent(entry.lookUps()));
        return new Reconciliation.Result.Absent();
    }

    /** Notes that nothing of the attempt was sent. */
    Reconciliation.Result notSent(EsealId esealId) {
        timeline.add(esealId, new OrderEvents.NotSent());
        return new Reconciliation.Result.Absent();
    }

    /** Until when its order may still come, as far as look-ups tell; empty when the last one was late enough. */
    Optional<Instant> tooEarlyTill(LedgerEntry entry, Instant lookedAt) {
        Instant answerable =
                entry.sentAt().orElse(lookedAt).plus(settings.sendWithin()).plus(settings.longestCall());
        Instant horizon = entry.sentAt().orElse(lookedAt).plus(settings.horizon());
        Instant latest = answerable.isAfter(horizon) ? answerable : horizon;
        return Optional.of(latest).filter(moment -> moment.isAfter(lookedAt));
    }

    boolean isPaidByCard(EsealId esealId) {
        return register.find(esealId)
                .orElseThrow()
                .request()
                .path("payment_method")
                .asText()
                .equals("card");
    }

    private static Optional<String> when(boolean so, String sentence) {
        return so ? Optional.of(sentence) : Optional.empty();
    }
}
