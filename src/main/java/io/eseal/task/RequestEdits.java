package io.eseal.task;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.orderbody.OrderBody;
import io.eseal.orderbody.OrderFields;
import io.eseal.validation.Finding;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Takes over from a completed task only those fields of the request that the task edits; all others keep the values in
 * the register. Nobody can change an address or a key by another task, and a form that sends less than all fields loses
 * none. What breaks a rule of the request is refused before any of it is kept.
 */
@Component
class RequestEdits {

    private final TaskCatalogue catalogue;
    private final EsealRegister register;
    private final RequestCheck rules;

    RequestEdits(TaskCatalogue catalogue, EsealRegister register, RequestCheck rules) {
        this.catalogue = catalogue;
        this.register = register;
        this.rules = rules;
    }

    @EventListener
    void on(DelegateTask task) {
        if (!TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName()) || task.getExecution() == null) {
            return;
        }
        EsealId.read(task.getExecution().getProcessBusinessKey()).ifPresent(id -> edited(task, id));
    }

    private void edited(DelegateTask task, EsealId id) {
        catalogue
                .find(task.getTaskDefinitionKey())
                .map(UserTaskDefinition::answer)
                .ifPresent(answer -> {
                    if (answer.wholeRequest()) {
                        refuse(rules.findings(ProcessVariables.request(task)));
                    } else if (!answer.edited().isEmpty()) {
                        edit(task, id, answer);
                    }
                });
    }

    private void edit(DelegateTask task, EsealId id, TaskAnswer answer) {
        OrderBody kept = register.find(id).orElseThrow().request();
        boolean counts = answer.editedWith()
                .filter(decision -> !isDecided(task, decision))
                .isEmpty();
        OrderBody request = counts ? edited(task, kept, answer) : kept;
        if (counts) {
            refuseMissing(request, answer);
            refuse(rules.findings(request).stream()
                    .filter(finding -> answer.edited().stream().anyMatch(field -> isIn(field, finding.path())))
                    .toList());
        }
        task.removeVariable(Variables.PAYMENT_METHOD);
        task.setVariable(Variables.REQUEST, ProcessVariables.jsonValue(request));
    }

    private static OrderBody edited(DelegateTask task, OrderBody kept, TaskAnswer answer) {
        OrderBody taken = kept.withFieldsOf(ProcessVariables.request(task), answer.edited());
        if (!answer.edited().contains(OrderFields.PAYMENT_METHOD)) {
            return taken;
        }
        OrderBody paid = ProcessVariables.text(task, Variables.PAYMENT_METHOD)
                .map(taken::withPaymentMethod)
                .orElse(taken);
        // The form hides the address of a card that no longer pays, so it comes back as it was.
        return !paid.isPaidByCard() && paid.billingAddress().equals(kept.billingAddress())
                ? paid.withoutBillingAddress()
                : paid;
    }

    /**
     * Refuses what the form requires although the rules of a whole request do not, such as a CSR that may come later.
     */
    private static void refuseMissing(OrderBody request, TaskAnswer answer) {
        answer.inputs().stream()
                .filter(input -> input.isField() && input.need().required())
                .map(TaskInput::path)
                .filter(path -> path.chars().filter(letter -> letter == '.').count() == 1)
                .filter(path -> request.lacks(path.substring(path.indexOf('.') + 1)))
                .findFirst()
                .ifPresent(path -> {
                    throw new CompletionRefused("The field " + path + " is required. (Rule: required.)");
                });
    }

    private static boolean isIn(String field, String path) {
        return path.matches("\\$\\." + Pattern.quote(field) + "([.\\[].*)?");
    }

    private static void refuse(List<Finding> findings) {
        if (!findings.isEmpty()) {
            throw new CompletionRefused(
                    findings.stream().map(RequestEdits::sentence).collect(Collectors.joining(" ")));
        }
    }

    private static String sentence(Finding finding) {
        String field = finding.path().equals("$") ? "" : "The field " + Variables.REQUEST + ".";
        return field + finding.message() + " (Rule: " + finding.rule() + ".)";
    }

    /**
     * Returns whether the person decided this: edits count only with the decision that they belong to, so that a
     * repeated payment does not change what was approved. {@link RecordDecision} may already have moved the decision to
     * the outcome.
     */
    private static boolean isDecided(DelegateTask task, Outcome decision) {
        return decision.is(ProcessVariables.text(task, Variables.DECISION)
                .orElseGet(() -> String.valueOf(task.getVariable(Variables.OUTCOME))));
    }
}
