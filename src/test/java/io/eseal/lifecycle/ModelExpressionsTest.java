package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.EsealOrchestratorApplication;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.lang.reflect.Modifier;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaExecutionListener;
import org.camunda.bpm.model.bpmn.instance.camunda.CamundaTaskListener;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.support.DefaultListableBeanFactory;
import org.springframework.context.annotation.AnnotationBeanNameGenerator;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.stereotype.Component;
import org.springframework.util.ClassUtils;

/** Every bean, method and variable that the model's expressions name is there. */
class ModelExpressionsTest {

    private static final Pattern EXPRESSION = Pattern.compile("[$#]\\{([^}]*)}");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.'])([a-zA-Z]\\w*)(?:\\.(\\w+)(\\(([^()]*)\\))?)?");
    private static final Pattern READ_BY_NAME = Pattern.compile("execution\\.getVariable\\('(\\w+)'\\)");
    private static final Set<String> OF_THE_ENGINE =
            Set.of("execution", "task", "true", "false", "null", "empty", "not", "and", "or", "le", "now");
    static final Map<String, Class<?>> BEANS = beans();

    static Set<String> expressions() {
        return EXPRESSION
                .matcher(Bpmn.convertToString(Model.BPMN)
                        .replace("&#39;", "'")
                        .replace("&apos;", "'")
                        .replace("&amp;", "&"))
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    @ParameterizedTest
    @MethodSource("expressions")
    void every_name_is_a_bean_with_such_a_method_or_a_process_variable(String expression) {
        Collection<String> variables = Model.constants(Variables.class).values();
        READ_BY_NAME
                .matcher(expression)
                .results()
                .map(found -> found.group(1))
                .forEach(variable -> assertThat(variables).contains(variable));
        for (MatchResult name :
                NAME.matcher(expression.replaceAll("'[^']*'", "''")).results().toList()) {
            if (BEANS.containsKey(name.group(1))) {
                answers(BEANS.get(name.group(1)), name);
            } else if (!OF_THE_ENGINE.contains(name.group(1))) {
                assertThat(variables).contains(name.group(1));
            }
        }
    }

    private static void answers(Class<?> bean, MatchResult call) {
        if (call.group(2) == null) {
            return;
        }
        boolean isMethod = call.group(3) != null;
        String method = isMethod
                ? call.group(2)
                : "get" + call.group(2).substring(0, 1).toUpperCase(Locale.ROOT)
                        + call.group(2).substring(1);
        int arguments = isMethod && !call.group(4).isBlank() ? call.group(4).split(",").length : 0;
        assertThat(Modifier.isPublic(bean.getModifiers()))
                .as("%s is public, so that an expression can call it", bean)
                .isTrue();
        assertThat(bean.getMethods())
                .as("%s.%s with %d arguments", bean.getSimpleName(), method, arguments)
                .anyMatch(
                        candidate -> candidate.getName().equals(method) && candidate.getParameterCount() == arguments);
    }

    @Test
    void service_tasks_are_done_by_java_delegates() {
        assertThat(Model.BPMN.getModelElementsByType(ServiceTask.class))
                .isNotEmpty()
                .allSatisfy(task -> assertThat(bean(task.getCamundaDelegateExpression()))
                        .as(task.getId())
                        .isAssignableTo(JavaDelegate.class));
    }

    @Test
    void listeners_of_tasks_and_executions_are_what_they_are_called() {
        assertThat(beansOf(CamundaTaskListener.class, CamundaTaskListener::getCamundaDelegateExpression))
                .isNotEmpty()
                .allSatisfy(bean -> assertThat(bean).isAssignableTo(TaskListener.class));
        assertThat(beansOf(CamundaExecutionListener.class, CamundaExecutionListener::getCamundaDelegateExpression))
                .isNotEmpty()
                .allSatisfy(bean -> assertThat(bean).isAssignableTo(ExecutionListener.class));
    }

    @Test
    void every_delegate_and_listener_has_its_place_in_the_model() {
        String model = Bpmn.convertToString(Model.BPMN);

        assertThat(BEANS.entrySet().stream()
                        .filter(bean -> Stream.of(JavaDelegate.class, TaskListener.class, ExecutionListener.class)
                                .anyMatch(type -> type.isAssignableFrom(bean.getValue())))
                        .map(Map.Entry::getKey))
                .isNotEmpty()
                .allMatch(name -> model.contains("${" + name + "}"));
    }

    @Test
    void every_state_that_the_model_enters_is_one() {
        List<String> states = Pattern.compile("esealRegister\\.enter\\(execution, '(\\w+)'\\)")
                .matcher(String.join("\n", expressions()))
                .results()
                .map(found -> found.group(1))
                .toList();

        assertThat(Stream.of(EsealState.values()).map(Enum::name)).containsAll(states);
        assertThat(states).isNotEmpty();
    }

    private static <T extends org.camunda.bpm.model.xml.instance.ModelElementInstance> List<Class<?>> beansOf(
            Class<T> type, Function<T, String> expression) {
        return Model.BPMN.getModelElementsByType(type).stream()
                .map(expression)
                .filter(text -> text != null)
                .<Class<?>>map(ModelExpressionsTest::bean)
                .toList();
    }

    private static Class<?> bean(String expression) {
        assertThat(expression).matches("\\$\\{\\w+}");
        String name = expression.substring(2, expression.length() - 1);
        assertThat(BEANS).containsKey(name);
        return BEANS.get(name);
    }

    private static Map<String, Class<?>> beans() {
        var scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AnnotationTypeFilter(Component.class));
        var registry = new DefaultListableBeanFactory();
        return scanner.findCandidateComponents(EsealOrchestratorApplication.class.getPackageName()).stream()
                .collect(Collectors.toMap(
                        definition -> AnnotationBeanNameGenerator.INSTANCE.generateBeanName(definition, registry),
                        ModelExpressionsTest::typeOf,
                        (one, other) -> one));
    }

    private static Class<?> typeOf(BeanDefinition definition) {
        return ClassUtils.resolveClassName(definition.getBeanClassName(), null);
    }
}
