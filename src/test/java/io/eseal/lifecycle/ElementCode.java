package io.eseal.lifecycle;

import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
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

/** What does the work of an element, as links from {@code docs/process.md} into the sources. */
final class ElementCode {

    private static final Path MAIN = Path.of("src", "main", "java");
    private static final Path RESOURCES = Path.of("src", "main", "resources", "static");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.'])([a-zA-Z]\\w*)");
    private static final Pattern READ_BY_NAME = Pattern.compile("getVariable\\('(\\w+)'\\)");
    private static final Set<String> PLANES = Model.BPMN.getModelElementsByType(BpmnPlane.class).stream()
            .map(plane -> plane.getBpmnElement().getId())
            .collect(Collectors.toSet());

    private final Map<String, String> forms = forms();
    private final Map<String, Set<String>> setters =
            places(Variables.class, "[sS]etVariable(?:Local)?\\(\\s*(?:[\\w.()]+,\\s*)?Variables\\.%s\\b");
    private final Map<String, Set<String>> senders = places(Messages.class, "Messages\\.%s\\b");
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
            parts.addAll(behind(task.getCamundaDelegateExpression()));
        } else if (node instanceof BusinessRuleTask rule) {
            parts.add(link("bpmn/" + rule.getCamundaDecisionRef() + ".dmn"));
            each(rule, CamundaInputParameter.class, CamundaInputParameter::getTextContent, parts);
        } else if (node instanceof UserTask task) {
            parts.add(form(task));
            parts.addAll(behind(task.getCamundaCandidateGroups()));
        } else if (node instanceof StartEvent start && start.getCamundaFormRef() != null) {
            parts.add(link("forms/" + forms.get(start.getCamundaFormRef())));
            listeners(((BaseElement) start.getParentElement()).getExtensionElements(), parts);
        } else if (node instanceof SubProcess && PLANES.contains(node.getId())) {
            parts.add("[its own plane](#%s)"
                    .formatted(node.getName().toLowerCase(Locale.ROOT).replace(' ', '-')));
        }
        if (!(node instanceof SubProcess)) {
            each(node, MultiInstanceLoopCharacteristics.class, loop -> loop.getCamundaCollection(), parts);
            each(node, CamundaTaskListener.class, CamundaTaskListener::getCamundaDelegateExpression, parts);
            each(node, TimerEventDefinition.class, ModelElementInstance::getTextContent, parts);
            listeners(node, parts);
            events(node, parts);
        } else if (node.getExtensionElements() != null) {
            listeners(node.getExtensionElements(), parts);
        }
        for (SequenceFlow flow : node.getOutgoing()) {
            each(flow, ConditionExpression.class, ModelElementInstance::getTextContent, parts);
            listeners(flow, parts);
        }
        return parts.isEmpty() ? "the engine alone" : String.join(", ", parts);
    }

    private void listeners(ModelElementInstance element, Set<String> parts) {
        each(element, CamundaExecutionListener.class, CamundaExecutionListener::getCamundaDelegateExpression, parts);
        each(element, CamundaExecutionListener.class, CamundaExecutionListener::getCamundaExpression, parts);
    }

    private void events(FlowNode node, Set<String> parts) {
        for (MessageEventDefinition message : all(node, MessageEventDefinition.class)) {
            parts.add(from("sent by", senders, message.getMessage().getName()));
        }
        for (ErrorEventDefinition error : all(node, ErrorEventDefinition.class)) {
            String code = error.getError().getErrorCode();
            if (node instanceof EndEvent) {
                parts.add("throws `" + code + "`");
            } else if (node instanceof BoundaryEvent caught) {
                Stream<String> ends = all(caught.getAttachedTo(), EndEvent.class).stream()
                        .filter(end -> all(end, ErrorEventDefinition.class).stream()
                                .anyMatch(thrown ->
                                        thrown.getError().getErrorCode().equals(code)))
                        .map(end -> "`" + end.getId() + "`");
                String who = Stream.concat(raisers.getOrDefault(code, Set.of()).stream(), ends)
                        .collect(Collectors.joining(", "));
                parts.add("`" + code + "` of " + who);
            }
        }
    }

    private <T extends ModelElementInstance> void each(
            ModelElementInstance in, Class<T> type, Function<T, String> expression, Set<String> parts) {
        all(in, type).forEach(element -> parts.addAll(behind(expression.apply(element))));
    }

    private static <T extends ModelElementInstance> List<T> all(ModelElementInstance in, Class<T> type) {
        return Model.BPMN.getModelElementsByType(type).stream()
                .filter(element -> isWithin(element, in))
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

    /** The classes of the beans that an expression names, and who sets the variables that it reads. */
    private Set<String> behind(String expression) {
        Set<String> found = new LinkedHashSet<>();
        if (expression == null || !expression.contains("${")) {
            return found;
        }
        Stream.concat(
                        NAME.matcher(expression.replaceAll("'[^']*'", "''")).results(),
                        READ_BY_NAME.matcher(expression).results())
                .map((MatchResult name) -> name.group(1))
                .distinct()
                .forEach(name -> {
                    if (ModelExpressionsTest.BEANS.containsKey(name)) {
                        found.add(source(ModelExpressionsTest.BEANS.get(name)));
                    } else if (setters.containsKey(name)) {
                        found.add(from("`" + name + "` of", setters, name));
                    }
                });
        return found;
    }

    private static String from(String words, Map<String, Set<String>> places, String name) {
        return words
                + " "
                + Stream.concat(places.getOrDefault(name, Set.of()).stream(), setInTheModel(name))
                        .collect(Collectors.joining(", "));
    }

    /** Elements whose listeners set the variable. */
    private static Stream<String> setInTheModel(String variable) {
        return Model.BPMN.getModelElementsByType(CamundaExecutionListener.class).stream()
                .filter(listener ->
                        String.valueOf(listener.getCamundaExpression()).contains("setVariable('" + variable + "'"))
                .map(listener -> listener.getParentElement().getParentElement())
                .map(element -> element instanceof SequenceFlow flow ? flow.getSource() : (BaseElement) element)
                .map(element -> "`" + element.getId() + "`");
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

    /** By the value of each constant, the sources in which the pattern holds for its name. */
    private static Map<String, Set<String>> places(Class<?> constants, String pattern) {
        List<Path> sources = files(MAIN, ".java");
        Map<String, Set<String>> places = new TreeMap<>();
        Model.constants(constants).forEach((name, value) -> {
            Pattern used = Pattern.compile(pattern.formatted(name));
            for (Path source : sources) {
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
