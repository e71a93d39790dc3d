package io.eseal.reissue;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.RequestedByAnother;
import io.eseal.lifecycle.Succession;
import io.eseal.lifecycle.SuccessorRequests;
import io.eseal.request.CheckedRequest;
import io.eseal.security.Caller;
import io.eseal.timeline.ReissueEvents;
import io.eseal.timeline.Timeline;
import io.eseal.web.Problems;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/**
 * Orders the seal of a request again with a new key, as a new request that follows the old one. It costs as much as a
 * new seal, so it is approved like one.
 */
@Component
class Reissues {

    private final EsealRegister register;
    private final ReissueObstacles obstacles;
    private final NewKeyCheck check;
    private final SuccessorRequests successors;
    private final Timeline timeline;
    private final ApplicationEventPublisher events;

    Reissues(
            EsealRegister register,
            ReissueObstacles obstacles,
            NewKeyCheck check,
            SuccessorRequests successors,
            Timeline timeline,
            ApplicationEventPublisher events) {
        this.register = register;
        this.obstacles = obstacles;
        this.check = check;
        this.successors = successors;
        this.timeline = timeline;
        this.events = events;
    }

    /**
     * Starts the new request, in the name of the old one's requester.
     *
     * @param csr CSR with the new key; empty when the call had none
     * @return the new request
     * @throws org.springframework.web.ErrorResponseException 409 when this seal cannot be reissued now, 422 with every
     *     finding about the CSR
     */
    @Transactional
    public Eseal ask(EsealId esealId, String csr, String reason, Caller caller) {
        // Two calls at the same moment must not order two seals: the second one finds the first.
        register.lock(esealId);
        Eseal eseal = register.find(esealId).orElseThrow();
        obstacles.to(eseal).ifPresent(why -> {
            throw Problems.conflict(why);
        });
        CheckedRequest checked = check.of(eseal, csr, caller);
        if (!checked.findings().isEmpty()) {
            throw Problems.wrong(checked.findings());
        }
        EsealId successor = successors
                .start(esealId, Succession.REISSUE, checked.request())
                .orElseThrow(() -> Problems.conflict("Another request follows this seal already."));
        timeline.add(
                esealId,
                new ReissueEvents.Requested(reason, checked.keyFingerprint().orElseThrow(), successor));
        timeline.add(successor, new ReissueEvents.ReissueOf(esealId, check.presentKey(esealId), reason));
        if (!caller.id().equals(eseal.requester())) {
            events.publishEvent(new RequestedByAnother(successor, caller.id()));
        }
        return register.find(successor).orElseThrow();
    }
}
