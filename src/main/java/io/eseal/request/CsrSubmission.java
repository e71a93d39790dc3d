package io.eseal.request;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderFields;
import io.eseal.task.TaskCatalogue;
import io.eseal.text.VisibleText;
import io.eseal.validation.Finding;
import io.eseal.web.Problems;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.stereotype.Component;

/** Takes a CSR that was sent by REST: checks it, then completes the task that waits for it. */
@Component
class CsrSubmission {

    private static final List<String> CSR = List.of(OrderFields.CSR);

    private final TaskCatalogue catalogue;
    private final OpenTasks openTasks;
    private final TaskService tasks;
    private final RequestRules rules;

    CsrSubmission(TaskCatalogue catalogue, OpenTasks openTasks, TaskService tasks, RequestRules rules) {
        this.catalogue = catalogue;
        this.openTasks = openTasks;
        this.tasks = tasks;
        this.rules = rules;
    }

    /**
     * Completes the task that waits for a CSR.
     *
     * @param pem null or blank when the call had no body
     * @return the errors in the CSR; empty when it was accepted and the task completed
     * @throws org.springframework.web.ErrorResponseException 409 when the request does not wait for a CSR
     */
    List<Finding> submit(Eseal eseal, String pem) {
        if (VisibleText.isBlank(pem)) {
            return List.of(new Finding(
                    "$." + OrderFields.CSR,
                    "required",
                    "The CSR is missing: send it in PEM format, from -----BEGIN CERTIFICATE REQUEST----- to its END line,"
                            + " as the body."));
        }
        Task task = openTasks
                .first(
                        eseal.id(),
                        catalogue.ids(definition -> definition.answer().edited().equals(CSR)))
                .orElseThrow(() -> Problems.conflict("The request does not wait for a CSR."));
        CheckedRequest checked = rules.check(eseal.request().withCsr(pem).json());
        List<Finding> findings = checked.findings().stream()
                .filter(finding -> finding.path().startsWith("$." + OrderFields.CSR))
                .toList();
        if (findings.isEmpty()) {
            tasks.complete(task.getId(), Map.of(Variables.REQUEST, ProcessVariables.jsonValue(checked.request())));
        }
        return findings;
    }
}
