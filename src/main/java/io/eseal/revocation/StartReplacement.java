package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ReplacementStarted;
import io.eseal.lifecycle.Succession;
import io.eseal.lifecycle.SuccessorRequests;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/**
 * Starts a new request in place of one whose revocation was approved, where whoever asked for it wants another seal. It
 * has the order body and the requester of the old one, and is started once however often the step repeats: the timeline
 * says in the same transaction that it was. Where a renewal of the seal is open already, that one takes its place, and
 * the timeline says so. Asked again where the revocation begins: a certificate may be refused while a wish for another
 * seal still waits for its decision.
 */
@Component("startReplacement")
class StartReplacement implements JavaDelegate, ExecutionListener {

    private final SuccessorRequests successors;
    private final EsealRegister register;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    StartReplacement(
            SuccessorRequests successors, EsealRegister register, Timeline timeline, ApplicationEventPublisher events) {
        this.successors = successors;
        this.register = register;
        this.timeline = timeline;
        this.events = events;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId old = EsealId.of(execution.getProcessBusinessKey());
        // One after the other: the timeline must not change between the look and the start.
        register.lock(old);
        RevocationHistory history = RevocationHistory.of(timeline.of(old));
        if (!history.decided() || !history.replacementWanted()) {
            return;
        }
        successors
                .start(old, Succession.REPLACEMENT, orderInPlaceOf(old))
                .ifPresentOrElse(
                        successor -> {
                            timeline.add(old, new SealEvents.ReplacedBy(successor));
                            timeline.add(successor, new SealEvents.ReplacementOf(old));
                            events.publishEvent(new ReplacementStarted(old, successor, history.parties()));
                        },
                        () -> successors
                                .open(old)
                                .ifPresent(open -> timeline.add(old, new SealEvents.SuccessorOpen(open))));
    }

    @Override
    public void notify(DelegateExecution execution) {
        execute(execution);
    }

    /** Returns the old order body: its key is given up with the seal, and a fixed end date was meant for that. */
    private OrderBody orderInPlaceOf(EsealId old) {
        return register.find(old)
                .orElseThrow()
                .request()
                .withoutCsr()
                .withoutExpirationDate()
                .withoutRenewal();
    }
}
