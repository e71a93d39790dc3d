package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.task.TaskAnswer;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.Tasks;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.instance.Activity;
import org.camunda.bpm.model.bpmn.instance.BaseElement;
import org.camunda.bpm.model.bpmn.instance.BoundaryEvent;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.ConditionExpression;
import org.camunda.bpm.model.bpmn.instance.EndEvent;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.MultiInstanceLoopCharacteristics;
import org.camunda.bpm.model.bpmn.instance.SequenceFlow;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.StartEvent;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.TimerEventDefinition;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaInputParameter;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;

/** Links from {@code docs/process.md} to the sources that do the work of an element. */
final class ElementCode {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path RESOURCES = Path.of("src", "main", "resources", "static");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.'])([a-zA-Z]\\w*)");
    private static final Pattern READ_BY_NAME = Pattern.compile("getVariable\\('(\\w+)'\\)");
    private static final Set<String> PLANES = Model.BPMN.getModelElementsByType(BpmnPlane.class).stream()
            .map(plane -> plane.getBpmnElement().getId())
            .collect(Collectors.toSet());

    private static final List<Path> SOURCES = files(MAIN, ".java");
    private static final TaskCatalogue TASKS = Tasks.catalogue();

    private static final Map<Class<? extends ModelElementInstance>, Collection<? extends ModelElementInstance>>
            BY_TYPE = new HashMap<>();

    private final Map<String, String> forms = forms();
    private final Map<String, Set<String>> setters = places(
            Variables.class,
            "(?:[sS]etVariable(?:Local)?|ProcessVariables\\.write)\\(\\s*(?:[\\w.()]+,\\s*)?Variables\\.%s\\b");
    private final Map<String, Set<String>> senders = places(Messages.class, "tell\\([^;]*Messages\\.%s\\b");
    private final Map<String, Set<String>> raisers = places(Errors.class, "Errors\\.%s\\b");

    /** The plane that an element is drawn on: that of the next sub-process around it which has one. */
    static String planeOf(FlowNode node) {
        ModelElementInstance around = node.getParentElement();
        while (!PLANES.contains(((BaseElement) around).getId())) {
            around = around.getParentElement();
        }
        return ((BaseElement) around).getId();
    }

    /** Never empty: what no code stands behind is the engine's alone. */
    String of(FlowNode node) {
        Set<String> parts = new LinkedHashSet<>();
        if (node instanceof ServiceTask task) {
            parts.addAll(behind(node, task.getCamundaDelegateExpression()));
        } else if (node instanceof BusinessRuleTask rule) {
            parts.add(link("bpmn/" + rule.getCamundaDecisionRef() + ".dmn"));
            each(node, rule, CamundaInputParameter.class, CamundaInputParameter::getTextContent, parts);
        } else if (node instanceof UserTask task) {
            parts.add(form(task));
            parts.add("defined in " + definition(task));
            parts.addAll(behind(node, task.getCamundaCandidateGroups()));
        } else if (node instanceof StartEvent start && start.getCamundaFormRef() != null) {
            parts.add(link("forms/" + forms.get(start.getCamundaFormRef())));
            listeners(node, ((BaseElement) start.getParentElement()).getExtensionElements(), parts);
        } else if (node instanceof SubProcess && PLANES.contains(node.getId())) {
            parts.add("[its own plane](#%s)"
                    .formatted(node.getName().toLowerCase(Locale.ROOT).replace(' ', '-')));
        }
        if (!(node instanceof SubProcess)) {
            each(node, node, MultiInstanceLoopCharacteristics.class, loop -> loop.getCamundaCollection(), parts);
            all(node, CamundaTaskListener.class).stream()
                    .filter(listener -> !isForCompletion(listener))
                    .forEach(listener -> parts.addAll(behind(node, listener.getCamundaDelegateExpression())));
            each(node, node, TimerEventDefinition.class, ModelElementInstance::getTextContent, parts);
            listeners(node, node, parts);
            events(node, parts);
        } else if (node.getExtensionElements() != null) {
            listeners(node, node.getExtensionElements(), parts);
        }
        for (SequenceFlow flow : node.getOutgoing()) {
            each(node, flow, ConditionExpression.class, ModelElementInstance::getTextContent, parts);
            listeners(node, flow, parts);
        }
        if (node instanceof UserTask task) {
            parts.add("completed by " + String.join(", ", completion(task)));
        }
        return parts.isEmpty() ? "the engine alone" : String.join(", ", parts);
    }

    private static boolean isForCompletion(CamundaTaskListener listener) {
        return TaskListener.EVENTNAME_COMPLETE.equals(listener.getCamundaEvent());
    }

    /** Returns a link to the declaration of the task's definition. */
    private static String definition(UserTask task) {
        String constant = only(Model.constants(Elements.class).entrySet().stream()
                .filter(element -> element.getValue().equals(task.getId()))
                .map(Map.Entry::getKey));
        Pattern declared = Pattern.compile("\\breturn \\w+\\(\\s*Elements\\." + constant + "\\b");
        return only(SOURCES.stream()
                .filter(source -> text(source).contains("UserTaskDefinition ")
                        && declared.matcher(text(source)).find())
                .map(source -> link(source.toString())));
    }

    private static String only(Stream<String> found) {
        List<String> all = found.toList();
        assertThat(all).hasSize(1);
        return all.get(0);
    }

    /**
     * Returns the code that runs when the task is completed: what the model names, and what its definition asks for.
     */
    private Set<String> completion(UserTask task) {
        Set<String> found = new LinkedHashSet<>();
        TaskAnswer answer = TASKS.find(task.getId()).orElseThrow().answer();
        if (answer.outcomes().isEmpty() && !answer.inputs().isEmpty()) {
            found.add(source("RequiredInputs"));
        }
        all(task, CamundaTaskListener.class).stream()
                .filter(ElementCode::isForCompletion)
                .forEach(listener -> found.addAll(behind(task, listener.getCamundaDelegateExpression())));
        if (answer.wholeRequest() || !answer.edited().isEmpty()) {
            found.add(source("RequestEdits"));
        }
        found.add(source("TaskTimeline"));
        return found;
    }

    private void listeners(FlowNode node, ModelElementInstance in, Set<String> parts) {
        each(node, in, CamundaExecutionListener.class, CamundaExecutionListener::getCamundaDelegateExpression, parts);
        each(node, in, CamundaExecutionListener.class, CamundaExecutionListener::getCamundaExpression, parts);
    }

    private void events(FlowNode node, Set<String> parts) {
        for (MessageEventDefinition message : all(node, MessageEventDefinition.class)) {
            parts.add("sent by "
                    + String.join(", ", senders.get(message.getMessage().getName())));
        }
        for (ErrorEventDefinition error : all(node, ErrorEventDefinition.class)) {
            String code = error.getError().getErrorCode();
            if (node instanceof EndEvent) {
                parts.add("throws `" + code + "`");
            } else if (node instanceof BoundaryEvent caught) {
                parts.add("`" + code + "` of " + String.join(", ", throwers(caught.getAttachedTo(), code)));
            }
        }
    }

    /** Delegates and end events of this activity alone: others throw the same error elsewhere. */
    private Set<String> throwers(Activity activity, String code) {
        Set<String> found = new LinkedHashSet<>();
        all(activity, ServiceTask.class).stream()
                .flatMap(task -> behind(task, task.getCamundaDelegateExpression()).stream())
                .filter(raisers.getOrDefault(code, Set.of())::contains)
                .forEach(found::add);
        all(activity, EndEvent.class).stream()
                .filter(end -> all(end, ErrorEventDefinition.class).stream()
                        .anyMatch(thrown -> thrown.getError().getErrorCode().equals(code)))
                .forEach(end -> found.add("`" + end.getId() + "`"));
        assertThat(found).as(code + " of " + activity.getId()).isNotEmpty();
        return found;
    }

    private <T extends ModelElementInstance> void each(
            FlowNode node, ModelElementInstance in, Class<T> type, Function<T, String> expression, Set<String> parts) {
        all(in, type).forEach(element -> parts.addAll(behind(node, expression.apply(element))));
    }

    private static <T extends ModelElementInstance> List<T> all(ModelElementInstance in, Class<T> type) {
        return BY_TYPE.computeIfAbsent(type, Model.BPMN::getModelElementsByType).stream()
                .filter(element -> isWithin(element, in))
                .map(type::cast)
                .toList();
    }

    private static boolean isWithin(ModelElementInstance element, ModelElementInstance in) {
        for (ModelElementInstance at = element; at != null; at = at.getParentElement()) {
            if (at.equals(in)) {
                return true;
            }
        }
        return false;
    }

    /** The classes of the beans that an expression of the node names, and who sets the variables that it reads. */
    private Set<String> behind(FlowNode node, String expression) {
        Set<String> found = new LinkedHashSet<>();
        if (expression == null || !expression.contains("${")) {
            return found;
        }
        Stream.concat(
                        NAME.matcher(expression.replaceAll("'[^']*'", "''")).results(),
                        READ_BY_NAME.matcher(expression).results())
                .map((MatchResult name) -> name.group(1))
                .forEach(name -> {
                    // As in the engine: a variable is found before a bean of the same name.
                    if (setters.containsKey(name)) {
                        found.add("`" + name + "` of " + String.join(", ", settersBefore(node, name)));
                    } else if (ModelExpressionsTest.BEANS.containsKey(name)) {
                        found.add(source(ModelExpressionsTest.BEANS.get(name)));
                    }
                });
        return found;
    }

    /** Returns the elements that set the variable last on each way to the node. */
    private Set<String> settersBefore(FlowNode node, String variable) {
        Set<String> found = new TreeSet<>();
        Set<FlowNode> seen = new HashSet<>();
        Deque<FlowNode> open = new ArrayDeque<>(before(node));
        while (!open.isEmpty()) {
            FlowNode at = open.pop();
            if (seen.add(at)) {
                Set<String> here = settersAt(at, variable);
                found.addAll(here);
                if (here.isEmpty()) {
                    open.addAll(before(at));
                }
            }
        }
        assertThat(found).as(variable + " at " + node.getId()).isNotEmpty();
        return found;
    }

    /** Returns the nodes before a node; those before the exit of a sub-process are its ends. */
    private static Collection<? extends FlowNode> before(FlowNode node) {
        if (node instanceof BoundaryEvent boundary && boundary.getAttachedTo() instanceof SubProcess around) {
            List<String> codes = all(boundary, ErrorEventDefinition.class).stream()
                    .map(caught -> caught.getError().getErrorCode())
                    .toList();
            return all(around, FlowNode.class).stream()
                    .filter(inner -> codes.isEmpty() || inner instanceof ServiceTask || throwsOne(inner, codes))
                    .toList();
        }
        if (node instanceof BoundaryEvent boundary) {
            return List.of(boundary.getAttachedTo());
        }
        if (node instanceof SubProcess left) {
            return left.getChildElementsByType(EndEvent.class).stream()
                    .filter(end -> all(end, ErrorEventDefinition.class).isEmpty())
                    .toList();
        }
        FlowNode entered =
                node instanceof StartEvent && node.getParentElement() instanceof SubProcess around ? around : node;
        return entered.getIncoming().stream().map(SequenceFlow::getSource).toList();
    }

    private static boolean throwsOne(FlowNode node, List<String> codes) {
        return node instanceof EndEvent
                && all(node, ErrorEventDefinition.class).stream()
                        .anyMatch(thrown -> codes.contains(thrown.getError().getErrorCode()));
    }

    private Set<String> settersAt(FlowNode node, String variable) {
        Set<String> found = new TreeSet<>(acting(node));
        found.retainAll(setters.get(variable));
        Stream.concat(Stream.of(node), node.getOutgoing().stream())
                .flatMap(element -> all(element, CamundaExecutionListener.class).stream()
                        .filter(listener ->
                                listener.getParentElement().getParentElement().equals(element)))
                .filter(listener ->
                        String.valueOf(listener.getCamundaExpression()).contains("setVariable('" + variable + "'"))
                .forEach(listener -> found.add("`" + node.getId() + "`"));
        return found;
    }

    /** The classes that run when the node is passed, without those that its conditions read. */
    private Set<String> acting(FlowNode node) {
        Set<String> found = new HashSet<>();
        if (node instanceof ServiceTask task) {
            found.addAll(behind(node, task.getCamundaDelegateExpression()));
        } else if (node instanceof UserTask task) {
            found.addAll(completion(task));
        } else if (node instanceof StartEvent start && start.getCamundaFormRef() != null) {
            listeners(node, ((BaseElement) start.getParentElement()).getExtensionElements(), found);
        }
        if (!(node instanceof SubProcess)) {
            listeners(node, node, found);
        }
        node.getOutgoing().forEach(flow -> listeners(node, flow, found));
        return found;
    }

    private String form(UserTask task) {
        String form = task.getCamundaFormRef();
        return form != null
                ? link("forms/" + forms.get(form))
                : link(RESOURCES
                        .resolve(task.getCamundaFormKey().replace("embedded:/", ""))
                        .toString());
    }

    private static Map<String, String> forms() {
        Pattern id = Pattern.compile("(?m)^  \"id\": \"(\\w+)\"");
        Map<String, String> forms = new TreeMap<>();
        for (Path form : files(Path.of("forms"), ".form")) {
            id.matcher(text(form))
                    .results()
                    .forEach(found ->
                            forms.put(found.group(1), form.getFileName().toString()));
        }
        return forms;
    }

    /** Returns, for the value of each constant, the sources in which the pattern matches its name. */
    private static Map<String, Set<String>> places(Class<?> constants, String pattern) {
        Map<String, Set<String>> places = new TreeMap<>();
        Model.constants(constants).forEach((name, value) -> {
            Pattern used = Pattern.compile(pattern.formatted(name));
            for (Path source : SOURCES) {
                if (used.matcher(text(source)).find()) {
                    places.computeIfAbsent(value, any -> new TreeSet<>()).add(link(source.toString()));
                }
            }
        });
        return places;
    }

    private static String source(Class<?> type) {
        return link(MAIN.resolve(type.getName().replace('.', '/') + ".java").toString());
    }

    /** Returns the source of a listener, a class that only its package sees. */
    private static String source(String listener) {
        Path file = MAIN.resolve("io/eseal/task/" + listener + ".java");
        assertThat(text(file)).contains("EVENTNAME_COMPLETE");
        return link(file.toString());
    }

    private static String link(String file) {
        String name = Path.of(file).getFileName().toString();
        return "[%s](../%s)".formatted(name.replace(".java", ""), file);
    }

    private static List<Path> files(Path folder, String ending) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
