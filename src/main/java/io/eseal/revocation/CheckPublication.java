package io.eseal.revocation;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.List;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.stereotype.Component;

/** Looks whether relying parties can see the revocation, and notes for people where they cannot yet. */
@Component("checkPublication")
class CheckPublication implements JavaDelegate {

    private final Publication publication;

    CheckPublication(Publication publication) {
        this.publication = publication;
    }

    @Override
    public void execute(DelegateExecution execution) {
        List<String> gaps = publication.gaps(EsealId.of(execution.getProcessBusinessKey()));
        String text = String.join(" ", gaps);
        // Each write of a variable is kept in the engine's history, and this may be asked a hundred times.
        if (!text.equals(execution.getVariable(Variables.PUBLICATION_GAPS))) {
            execution.setVariable(Variables.PUBLICATION_GAPS, text);
        }
        execution.setVariable(Variables.PUBLISHED, gaps.isEmpty());
    }
}
