package io.eseal.revocation;

import io.eseal.id.EsealId;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/**
 * Starts a new request in place of one whose revocation was approved, where whoever asked for it wants another seal.
 * Asked again where the revocation begins: a certificate may be refused while a wish for another seal still waits for
 * its decision.
 */
@Component("startReplacement")
class StartReplacement implements JavaDelegate, ExecutionListener {

    private final Replacements replacements;

    StartReplacement(Replacements replacements) {
        this.replacements = replacements;
    }

    @Override
    public void execute(DelegateExecution execution) {
        replacements.start(EsealId.of(execution.getProcessBusinessKey()));
    }

    @Override
    public void notify(DelegateExecution execution) {
        execute(execution);
    }
}
