package io.eseal.request;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.security.Actors;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Opens the record of each new process instance, however it was started: assigns the request's id, and takes the
 * requester from the sign-in. Only when nobody is signed in, as at a renewal, the process variable names the requester.
 */
@Component("registerRequest")
class RegisterRequest implements ExecutionListener {

    private final EsealRegister register;
    private final Actors actors;

    RegisterRequest(EsealRegister register, Actors actors) {
        this.register = register;
        this.actors = actors;
    }

    @Override
    public void notify(DelegateExecution execution) {
        OrderBody given = ProcessVariables.request(execution);
        OrderBody request = given.isObject() ? given : OrderBody.empty();
        EsealId id = EsealId.next();
        UserId requester = actors.signedIn()
                .orElseGet(() -> UserId.of(
                        ProcessVariables.text(execution, Variables.REQUESTER).orElse(Actors.SERVICE)));
        execution.setProcessBusinessKey(id.value());
        execution.setVariable(Variables.ESEAL_ID, id.value());
        execution.setVariable(Variables.REQUESTER, requester.value());
        execution.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request));
        register.open(id, requester, request);
    }
}
