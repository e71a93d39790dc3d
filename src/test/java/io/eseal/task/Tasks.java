package io.eseal.task;

import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.mockito.Answers;
import org.mockito.Mockito;
import org.springframework.beans.BeanUtils;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.util.ReflectionUtils;

/** The definitions of all tasks as the service has them, found where its phases declare them. */
public final class Tasks {

    private Tasks() {}

    /** Returns the catalogue with bars that exclude nobody. */
    public static TaskCatalogue catalogue() {
        return catalogue(List.of());
    }

    /** @param beans what definitions take, such as what bars people; the rest stands against nobody */
    public static TaskCatalogue catalogue(List<Object> beans) {
        return new TaskCatalogue(phases().flatMap(
                        phase -> declarations(phase).map(declaration -> definition(phase, declaration, beans)))
                .toList());
    }

    /** The catalogue as it is, for a context that has what definitions take; and how decisions are recorded. */
    public static void in(AnnotationConfigApplicationContext beans) {
        beans.register(phases().toArray(Class<?>[]::new));
        beans.register(TaskCatalogue.class, RecordDecision.class);
    }

    private static Stream<Class<?>> phases() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(Configuration.class));
        return scan.findCandidateComponents("io.eseal").stream()
                .map(BeanDefinition::getBeanClassName)
                .map(Objects::requireNonNull)
                .<Class<?>>map(name -> ClassUtils.resolveClassName(name, null))
                .filter(phase -> declarations(phase).findAny().isPresent());
    }

    private static Stream<Method> declarations(Class<?> phase) {
        return Stream.of(phase.getDeclaredMethods())
                .filter(method ->
                        method.isAnnotationPresent(Bean.class) && method.getReturnType() == UserTaskDefinition.class);
    }

    private static UserTaskDefinition definition(Class<?> phase, Method declaration, List<Object> beans) {
        Object[] taken = Stream.of(declaration.getParameters())
                .map(Parameter::getType)
                .map(type -> bean(type, beans))
                .toArray();
        declaration.setAccessible(true);
        return (UserTaskDefinition) ReflectionUtils.invokeMethod(declaration, BeanUtils.instantiateClass(phase), taken);
    }

    private static Object bean(Class<?> type, List<Object> beans) {
        return beans.stream()
                .filter(type::isInstance)
                .findFirst()
                .orElseGet(() -> Mockito.mock(type, Answers.RETURNS_MOCKS));
    }
}
