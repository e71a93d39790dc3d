package io.eseal.task;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.certcentral.OrderStatus;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.RoutingWord;
import io.eseal.orderbody.PaymentMethod;
import io.eseal.orderbody.ProvisioningMethod;
import io.eseal.request.RequestFields;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The model, the forms and the definitions say the same of each task. */
class TaskDriftTest {

    private static final BpmnModelInstance MODEL =
            Bpmn.readModelFromStream(TaskDriftTest.class.getResourceAsStream("/bpmn/eseal-lifecycle.bpmn"));
    private static final TaskCatalogue CATALOGUE = Tasks.catalogue();
    private static final Map<String, JsonNode> FORMS = forms();
    /** Shown with one of these decisions, or with any other one. */
    private static final Pattern SHOWN = Pattern.compile("=decision = null or decision (!=|=) \"(\\w+)\"");

    private static final Pattern CHOICE = Pattern.compile("value: \"(\\w+)\"");

    /** What is compared with a word, and the words: a variable, or a property of the request. */
    private static final Pattern COMPARISON = Pattern.compile(
            "(?:(\\w+)|\\w+\\.(?:getVariable|prop)\\('(\\w+)'\\)(?:\\.stringValue\\(\\))?) [!=]= '(\\w+)'");

    /** A variable, or a property of the request, that is read by its name and compared with no word. */
    private static final Pattern NAMED = Pattern.compile("\\.(?:getVariable|prop|hasProp)\\('\\w+'\\)");

    /** The words that the gateways may read, by the variable, or the property of the request, that holds one. */
    private static final Map<String, Set<String>> ROUTED = Map.of(
            Variables.OUTCOME,
            words("io.eseal.lifecycle.Outcome"),
            Variables.PROVISIONING,
            words("io.eseal.approval.ProvisioningResult"),
            Variables.RECONCILIATION,
            words("io.eseal.order.LookUpResult"),
            Variables.CANCELLATION,
            words("io.eseal.order.Cancellation$Result"),
            Variables.ORDER_STATUS,
            words(OrderStatus.values(), OrderStatus::word),
            "provisioning_method",
            Set.of(ProvisioningMethod.words()),
            "payment_method",
            Set.of(PaymentMethod.words()));

    static Collection<UserTask> tasks() {
        return MODEL.getModelElementsByType(UserTask.class);
    }

    static Stream<UserTaskDefinition> definitions() {
        return CATALOGUE.all().stream();
    }

    static Stream<UserTaskDefinition> definitionsWithForms() {
        return definitions().filter(task -> !task.display().form().startsWith("embedded:"));
    }

    @Test
    void each_task_of_the_model_has_a_definition_and_each_definition_a_task() {
        assertThat(definitions().map(UserTaskDefinition::id))
                .containsExactlyInAnyOrderElementsOf(
                        tasks().stream().map(UserTask::getId).toList());
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void the_model_gives_a_task_to_whom_the_definition_names(UserTaskDefinition task) {
        UserTask drawn = drawn(task);

        assertThat(drawn.getCamundaAssignee()).isEqualTo(task.doers().requester() ? "${requester}" : null);
        assertThat(drawn.getCamundaCandidateGroups())
                .isEqualTo(
                        task.doers().ofThePolicy()
                                ? "${approverGroup}"
                                : String.join(",", task.doers().groups()));
        assertThat(drawn.getCamundaCandidateUsers()).isNull();
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void the_model_shows_the_form_and_asks_the_definition_when_a_task_is_due(UserTaskDefinition task) {
        UserTask drawn = drawn(task);

        assertThat(Optional.ofNullable(drawn.getCamundaFormRef()).orElse(drawn.getCamundaFormKey()))
                .isEqualTo(task.display().form());
        assertThat(drawn.getCamundaDueDate()).isEqualTo("${taskSchedule.due(execution)}");
        assertThat(drawn.getCamundaFollowUpDate()).isEqualTo("${taskSchedule.followUp(execution)}");
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void decisions_are_recorded_where_a_definition_has_outcomes(UserTaskDefinition task) {
        List<String> listeners = drawn(task).getExtensionElements() == null
                ? List.of()
                : drawn(task)
                        .getExtensionElements()
                        .getElementsQuery()
                        .filterByType(CamundaTaskListener.class)
                        .list()
                        .stream()
                        .filter(listener -> listener.getCamundaEvent().equals("complete"))
                        .map(CamundaTaskListener::getCamundaDelegateExpression)
                        .filter(Set.of("${recordDecision}", "${recordApproval}")::contains)
                        .toList();

        assertThat(listeners).hasSize(task.answer().outcomes().isEmpty() ? 0 : 1);
    }

    @ParameterizedTest
    @MethodSource("definitions")
    void a_task_is_reminded_by_the_model_where_it_has_timers_for_that(UserTaskDefinition task) {
        boolean reminded = MODEL.getModelElementsByType(BoundaryEvent.class).stream()
                .filter(event -> event.getAttachedTo().equals(drawn(task)))
                .anyMatch(event ->
                        event.getId().contains("remind") || event.getId().contains("escalat"));

        assertThat(task.mail().remindedByModel()).isEqualTo(reminded);
    }

    @ParameterizedTest
    @MethodSource("definitionsWithForms")
    void a_form_asks_for_what_the_definition_takes(UserTaskDefinition task) {
        assertThat(asked(FORMS.get(task.display().form()), task.answer()))
                .containsExactlyInAnyOrderEntriesOf(taken(task.answer()));
    }

    @Test
    void the_start_form_asks_for_the_whole_request() {
        TaskAnswer start = new TaskAnswer(RequestFields.ALL, List.of(), Optional.empty(), true);

        assertThat(asked(FORMS.get("start_requested"), start)).containsExactlyInAnyOrderEntriesOf(taken(start));
    }

    @Test
    void each_form_belongs_to_a_task_or_to_the_start() {
        assertThat(FORMS.keySet())
                .containsExactlyInAnyOrderElementsOf(Stream.concat(
                                definitionsWithForms()
                                        .map(task -> task.display().form()),
                                Stream.of("start_requested"))
                        .toList());
    }

    @Test
    void gateways_read_only_words_that_steps_and_people_come_to() {
        Map<String, Set<String>> read = new TreeMap<>();
        conditions()
                .flatMap(condition -> COMPARISON.matcher(condition).results())
                .forEach(comparison -> read.computeIfAbsent(
                                Optional.ofNullable(comparison.group(1)).orElse(comparison.group(2)),
                                name -> new TreeSet<>())
                        .add(comparison.group(3)));

        assertThat(read).containsOnlyKeys(ROUTED.keySet());
        read.forEach((variable, words) -> assertThat(words).as(variable).isSubsetOf(ROUTED.get(variable)));
    }

    @Test
    void each_word_that_a_gateway_reads_is_compared_with_what_holds_it() {
        assertThat(conditions()
                        .map(condition -> COMPARISON.matcher(condition).replaceAll(""))
                        .map(rest -> NAMED.matcher(rest).replaceAll("")))
                .noneMatch(rest -> rest.contains("'"));
    }

    private static Stream<String> conditions() {
        return MODEL.getModelElementsByType(ConditionExpression.class).stream()
                .map(condition -> condition.getTextContent().strip());
    }

    @Test
    void each_outcome_is_offered_by_a_task() {
        assertThat(definitions().flatMap(task -> task.answer().outcomes().stream()))
                .contains(Outcome.values());
    }

    private static Set<String> words(String type) {
        try {
            return words(Class.forName(type).getEnumConstants(), word -> ((RoutingWord) word).word());
        } catch (ClassNotFoundException e) {
            throw new AssertionError(e);
        }
    }

    private static <T> Set<String> words(T[] constants, Function<T, String> word) {
        return Stream.of(constants).map(word).collect(Collectors.toSet());
    }

    /** Properties of an input that a form shows. */
    private record Asked(InputKind kind, Set<String> choices, boolean required, Set<Outcome> with) {}

    private static Map<String, Asked> taken(TaskAnswer answer) {
        return answer.inputs().stream()
                .filter(input -> input.inForm() && input.kind() != InputKind.JSON)
                .collect(Collectors.toMap(
                        TaskInput::path,
                        input -> new Asked(
                                input.kind(),
                                Set.copyOf(input.choices()),
                                input.need().required(),
                                input.need().outcomes())));
    }

    private static Map<String, Asked> asked(JsonNode form, TaskAnswer answer) {
        Map<String, Asked> asked = new HashMap<>();
        ask(form.path("components"), "", Set.of(), answer, asked);
        return asked;
    }

    private static void ask(
            JsonNode components, String path, Set<Outcome> with, TaskAnswer answer, Map<String, Asked> asked) {
        for (JsonNode component : components) {
            Set<Outcome> shownWith = shownWith(component, answer).orElse(with);
            if (component.path("type").asText().equals("group")) {
                ask(component.path("components"), under(path, component.path("path")), shownWith, answer, asked);
            } else if (component.has("key") && !component.path("type").asText().equals("expression")) {
                boolean required = component.at("/validate/required").asBoolean();
                String key = under(path, component.path("key"));
                assertThat(asked.put(
                                key,
                                new Asked(
                                        kind(component),
                                        choices(component),
                                        required,
                                        required ? shownWith : Set.of())))
                        .as("%s is asked for once", key)
                        .isNull();
            }
        }
    }

    private static String under(String path, JsonNode name) {
        return name.asText().isEmpty() ? path : path.isEmpty() ? name.asText() : path + "." + name.asText();
    }

    /** Returns the decisions with which the component is shown; empty where that does not depend on the decision. */
    private static Optional<Set<Outcome>> shownWith(JsonNode component, TaskAnswer answer) {
        var hidden = SHOWN.matcher(component.at("/conditional/hide").asText());
        return hidden.matches()
                ? Optional.of(answer.outcomes().stream()
                        .filter(outcome -> outcome.word().equals(hidden.group(2))
                                == hidden.group(1).equals("!="))
                        .collect(Collectors.toSet()))
                : Optional.empty();
    }

    private static Set<String> choices(JsonNode component) {
        if (component.has("valuesExpression")) {
            return CHOICE.matcher(component.path("valuesExpression").asText())
                    .results()
                    .map(choice -> choice.group(1))
                    .collect(Collectors.toSet());
        }
        return StreamSupport.stream(component.path("values").spliterator(), false)
                .map(value -> value.path("value").asText())
                .collect(Collectors.toSet());
    }

    private static InputKind kind(JsonNode component) {
        return switch (component.path("type").asText()) {
            case "textfield", "textarea" -> InputKind.TEXT;
            case "number" -> InputKind.NUMBER;
            case "checkbox" -> InputKind.TICK;
            case "datetime" -> InputKind.DAY;
            case "radio", "select" -> component.at("/values/0/value").isNumber() ? InputKind.NUMBER : InputKind.TEXT;
            default -> throw new AssertionError("a component that takes input: " + component);
        };
    }

    private static UserTask drawn(UserTaskDefinition task) {
        return MODEL.getModelElementById(task.id());
    }

    private static Map<String, JsonNode> forms() {
        ObjectMapper json = new ObjectMapper();
        try (Stream<Path> files = Files.list(Path.of("forms"))) {
            Map<String, JsonNode> forms = new TreeMap<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".form")).toList()) {
                JsonNode form = json.readTree(file.toFile());
                forms.put(form.path("id").asText(), form);
            }
            return forms;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
