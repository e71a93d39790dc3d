package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.RenewalStarted;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Starts a new request for the renewal of a seal, with the order body and the requester of the old one. */
@Component("startRenewal")
class StartRenewal implements JavaDelegate {

    private final RuntimeService runtime;
    private final Timeline timeline;
    private final EsealRegister register;
    private final KnownKeys keys;
    private final ApplicationEventPublisher events;

    StartRenewal(
            RuntimeService runtime,
            Timeline timeline,
            EsealRegister register,
            KnownKeys keys,
            ApplicationEventPublisher events) {
        this.runtime = runtime;
        this.timeline = timeline;
        this.register = register;
        this.keys = keys;
        this.events = events;
    }

    @Override
    public void execute(DelegateExecution execution) {
        EsealId predecessor = EsealId.of(execution.getProcessBusinessKey());
        OrderBody old = ProcessVariables.request(execution);
        // A new certificate gets a new key unless the settings let it keep the old one; a fixed end date was meant for
        // the old certificate.
        OrderBody request = (keys.keptOnRenewal() ? old : old.withoutCsr())
                .withoutExpirationDate()
                .withRenewalOf(register.orderOf(predecessor));
        UserId requester = register.find(predecessor).orElseThrow().requester();
        EsealId successor = EsealId.of(runtime.createProcessInstanceByKey(EsealLifecycle.PROCESS)
                .setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request))
                .setVariable(Variables.REQUESTER, requester.value())
                .execute()
                .getBusinessKey());
        timeline.add(predecessor, new SealEvents.RenewalStarted(successor));
        timeline.add(successor, new SealEvents.RenewalOf(predecessor));
        events.publishEvent(new RenewalStarted(predecessor, successor));
    }
}
