package io.eseal.task;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.text.VisibleText;
import java.util.Collection;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.ExtensionElements;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Refuses to complete a task when an input that it requires is missing or too long. The check is made on the server for
 * every way of completion, because the checks of a form can be bypassed.
 */
@Component
class RequiredInputs {

    private final TaskCatalogue catalogue;

    RequiredInputs(TaskCatalogue catalogue) {
        this.catalogue = catalogue;
    }

    /**
     * Checks tasks without a decision. For a task with one, {@link Decision#take} makes the check, because the required
     * inputs depend on the decision. A task of an earlier version of the model, which knew no decision there, takes
     * only the one that is assumed.
     */
    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_COMPLETE.equals(task.getEventName())) {
            catalogue
                    .find(task.getTaskDefinitionKey())
                    .map(UserTaskDefinition::answer)
                    .ifPresent(asked -> check(task, asked));
        }
    }

    private static void check(DelegateTask task, TaskAnswer asked) {
        if (asked.outcomes().isEmpty()) {
            check(task, asked, Optional.empty());
        } else if (asked.assumed().isPresent() && !recordsDecision(task)) {
            if (Decision.take(task, asked).choice() != asked.assumed().get()) {
                throw new CompletionRefused(
                        "This request was started by an earlier version of the service, which does not know"
                                + " this decision. An administrator can bring it to the newest version of the process.");
            }
        }
    }

    /** Returns whether the task's version of the model takes a decision there. */
    private static boolean recordsDecision(DelegateTask task) {
        return Optional.ofNullable(task.getBpmnModelElementInstance())
                .map(element -> element.getChildElementsByType(ExtensionElements.class))
                .stream()
                .flatMap(Collection::stream)
                .flatMap(extensions -> extensions.getChildElementsByType(CamundaTaskListener.class).stream())
                .anyMatch(listener -> "${recordDecision}".equals(listener.getCamundaDelegateExpression()));
    }

    static void check(DelegateTask task, TaskAnswer asked, Outcome decided) {
        check(task, asked, Optional.of(decided));
    }

    private static void check(DelegateTask task, TaskAnswer asked, Optional<Outcome> decided) {
        for (TaskInput input : asked.inputs()) {
            if (input.need().holdsFor(decided) && !isGiven(task, input)) {
                input.need().refusal().ifPresent(refusal -> {
                    throw new CompletionRefused(refusal);
                });
            }
            if (isTooLong(task, input)) {
                throw new CompletionRefused(
                        "The field " + input.path() + " may have at most " + input.longest() + " characters.");
            }
        }
    }

    private static boolean isGiven(DelegateTask task, TaskInput input) {
        if (input.isField()) {
            return isGiven(field(task, input), input.kind());
        }
        return switch (input.kind()) {
            case NUMBER ->
                ProcessVariables.number(task, input.path())
                        .flatMap(OrderId::read)
                        .isPresent();
            case JSON -> !ProcessVariables.json(task, input.path()).isMissingNode();
            case TEXT, DAY, TICK -> ProcessVariables.text(task, input.path()).isPresent();
        };
    }

    private static boolean isGiven(JsonNode field, InputKind kind) {
        return kind == InputKind.TICK
                ? field.isBoolean() && field.booleanValue()
                : field.isValueNode() && !field.isNull() && !VisibleText.isBlank(field.asText());
    }

    private static JsonNode field(DelegateTask task, TaskInput input) {
        JsonNode variable = ProcessVariables.json(task, input.variable());
        return variable.at(input.path().substring(input.variable().length()).replace('.', '/'));
    }

    private static boolean isTooLong(DelegateTask task, TaskInput input) {
        return !input.isField()
                && input.kind() == InputKind.TEXT
                && ProcessVariables.text(task, input.path())
                        .filter(text -> text.length() > input.longest())
                        .isPresent();
    }
}
