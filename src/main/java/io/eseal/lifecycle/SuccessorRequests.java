package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.orderbody.OrderBody;
import io.eseal.security.RunAsSystem;
import java.util.Optional;
import org.camunda.bpm.engine.RuntimeService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/**
 * Starts the request that follows the seal of another one, for the same requester, whoever asked for it. Of all
 * requests that follow one seal, at most one is open.
 */
@Component
public class SuccessorRequests {

    private final RuntimeService runtime;
    private final RunAsSystem system;
    private final EsealRegister register;
    private final SealLinks links;

    SuccessorRequests(RuntimeService runtime, RunAsSystem system, EsealRegister register, SealLinks links) {
        this.runtime = runtime;
        this.system = system;
        this.register = register;
        this.links = links;
    }

    /**
     * Starts a request in the current transaction, and links both.
     *
     * @return the new request; empty when another one that follows the seal is open
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public Optional<EsealId> start(EsealId predecessor, Succession kind, OrderBody request) {
        // One after the other: two clicks, or two nodes, must not both find that there is none.
        register.lock(predecessor);
        if (open(predecessor).isPresent()) {
            return Optional.empty();
        }
        UserId requester = register.find(predecessor).orElseThrow().requester();
        EsealId successor = EsealId.of(system.call(() -> runtime.createProcessInstanceByKey(EsealLifecycle.PROCESS)
                        .setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request))
                        .setVariable(Variables.REQUESTER, requester.value())
                        .execute())
                .getBusinessKey());
        links.link(successor, predecessor, kind);
        return Optional.of(successor);
    }

    /** Returns the request that follows the seal and is open. */
    public Optional<EsealId> open(EsealId predecessor) {
        return links.successor(predecessor).filter(SealLinks.Link::isOpen).map(SealLinks.Link::id);
    }
}
