package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

/**
 * A setting with a value that cannot work stops the start instead of the work: a session's lifetime below nothing signs
 * nobody in.
 */
class SettingsBoundsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([a-z.-]+):([^}]+)}");
    private static final LocalValidatorFactoryBean VALIDATOR = new LocalValidatorFactoryBean();

    static {
        VALIDATOR.afterPropertiesSet();
    }

    /** Every time in any settings. */
    static Stream<String> times() {
        return settings()
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .filter(component -> component.getType() == Duration.class
                                || component
                                        .getGenericType()
                                        .getTypeName()
                                        .equals("java.util.List<java.time.Duration>"))
                        .map(component ->
                                prefix(type) + "." + DataObjectPropertyName.toDashedForm(component.getName())));
    }

    @ParameterizedTest
    @MethodSource("times")
    void no_time_is_below_nothing(String setting) {
        refuses(setting, "-PT1S");
    }

    @ParameterizedTest
    @CsvSource({
        "eseal.security.session.lifetime,PT0S",
        "eseal.security.session.lifetime,12",
        "eseal.connection.largest-body,0B",
        "eseal.connection.largest-body,65KB",
        "eseal.connection.largest-body,-1B",
        "eseal.connection.bodies-in-memory,1KB",
        "eseal.management.port,65536",
        "eseal.management.port,-2",
        "eseal.approval.remind-after,PT0S",
        "eseal.tracking.sweep-interval,PT0S",
        "eseal.order.surplus-sweep-interval,PT0S"
    })
    void what_cannot_work_is_refused(String setting, String value) {
        refuses(setting, value);
    }

    /**
     * What a schedule names stands in a record of settings with the same default, or nothing would look at it before
     * the schedule runs.
     */
    @ParameterizedTest
    @MethodSource("schedules")
    void what_a_schedule_names_has_a_home(Method scheduled) {
        for (String value : scheduledValues(scheduled)) {
            Matcher setting = PLACEHOLDER.matcher(value);
            assertThat(setting.matches()).as(value).isTrue();
            assertThat(component(setting.group(1)).map(SettingsBoundsTest::standard))
                    .as(value)
                    .contains(setting.group(2));
        }
    }

    /** A lock that is to be held longer than it may be is none: whatever it guards never runs. */
    @ParameterizedTest
    @MethodSource("schedules")
    void no_interval_is_longer_than_the_lock_of_its_schedule(Method scheduled) {
        SchedulerLock lock = scheduled.getAnnotation(SchedulerLock.class);
        assertThat(lock).as("once for the whole cluster").isNotNull();
        Matcher setting = PLACEHOLDER.matcher(lock.lockAtLeastFor());
        if (setting.matches()) {
            Duration most = Duration.parse(lock.lockAtMostFor());
            refuses(setting.group(1), most.plusMillis(1).toString());
            var type = component(setting.group(1)).orElseThrow().getDeclaringRecord();
            assertThatCode(() -> bind(type, Map.of(setting.group(1), most.toString())))
                    .doesNotThrowAnyException();
        }
    }

    static Stream<Method> schedules() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.eseal").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Scheduled.class))
                        .map(JavaMethod::reflect)
                        .filter(method -> scheduledValues(method).stream().anyMatch(value -> value.startsWith("$")));
    }

    private static List<String> scheduledValues(Method method) {
        Scheduled scheduled = method.getAnnotation(Scheduled.class);
        SchedulerLock lock = method.getAnnotation(SchedulerLock.class);
        return Stream.of(
                        scheduled.fixedDelayString(),
                        scheduled.initialDelayString(),
                        scheduled.fixedRateString(),
                        scheduled.cron(),
                        lock == null ? "" : lock.lockAtLeastFor())
                .filter(value -> value.contains("$"))
                .toList();
    }

    private static String standard(RecordComponent component) {
        return Arrays.stream(component
                        .getDeclaringRecord()
                        .getDeclaredConstructors()[0]
                        .getParameters())
                .filter(it -> it.getName().equals(component.getName()))
                .map(parameter -> String.join(
                        "", parameter.getAnnotation(DefaultValue.class).value()))
                .findFirst()
                .orElseThrow();
    }

    private static Optional<RecordComponent> component(String setting) {
        return settings()
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .filter(component -> setting.equals(
                                prefix(type) + "." + DataObjectPropertyName.toDashedForm(component.getName()))))
                .findFirst();
    }

    private static void refuses(String setting, String value) {
        var type = settings()
                .filter(it -> setting.startsWith(prefix(it) + ".")
                        && setting.indexOf('.', prefix(it).length() + 1) < 0)
                .findFirst()
                .orElseThrow();
        assertThatCode(() -> bind(type, Map.of())).as("without it").doesNotThrowAnyException();
        assertThatCode(() -> bind(type, Map.of(setting, value)))
                .as(setting + "=" + value)
                .isNotNull();
    }

    private static void bind(Class<?> type, Map<String, String> given) {
        Map<String, String> all = new HashMap<>(given);
        all.put("certcentral.api-key", "key");
        var binder = new Binder(new MapConfigurationPropertySource(all));
        if (type.isAnnotationPresent(Validated.class)) {
            binder.bindOrCreate(prefix(type), Bindable.of(type), new ValidationBindHandler(VALIDATOR));
        } else {
            binder.bindOrCreate(prefix(type), Bindable.of(type));
        }
    }

    private static String prefix(Class<?> type) {
        return type.getAnnotation(ConfigurationProperties.class).value();
    }

    private static Stream<Class<?>> settings() {
        var scan = new ClassPathScanningCandidateComponentProvider(false);
        scan.addIncludeFilter(new AnnotationTypeFilter(ConfigurationProperties.class));
        return scan.findCandidateComponents("io.eseal").stream()
                .<Class<?>>map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .filter(Class::isRecord);
    }
}
