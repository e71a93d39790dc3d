package io.eseal.lifecycle;

import java.lang.reflect.Field;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.BpmnModelInstance;
import org.camunda.bpm.model.bpmn.instance.FlowNode;

/** The process model as it is deployed, and the constants that speak of it. */
final class Model {

    static final BpmnModelInstance BPMN =
            Bpmn.readModelFromStream(Model.class.getResourceAsStream("/bpmn/eseal-lifecycle.bpmn"));

    private Model() {}

    static Collection<FlowNode> nodes() {
        return BPMN.getModelElementsByType(FlowNode.class);
    }

    static <T extends FlowNode> Set<String> idsOf(Class<T> type) {
        return BPMN.getModelElementsByType(type).stream().map(FlowNode::getId).collect(Collectors.toSet());
    }

    /** Value of each text constant by its name. */
    static Map<String, String> constants(Class<?> holder) {
        Map<String, String> constants = new TreeMap<>();
        Stream.of(holder.getDeclaredFields())
                .filter(field -> field.getType() == String.class)
                .forEach(field -> constants.put(field.getName(), value(field)));
        return constants;
    }

    private static String value(Field field) {
        try {
            return (String) field.get(null);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }
}
