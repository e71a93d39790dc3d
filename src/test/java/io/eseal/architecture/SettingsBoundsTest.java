package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
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
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.Bean;
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

    private static final Pattern BEAN = Pattern.compile("#\\{@(\\w+)}");
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
     * A lock that is to be held longer than it may be is none: whatever it guards never runs. Schedules take their
     * intervals from a record of settings, through a bean of their own; no annotation repeats a default.
     */
    @ParameterizedTest
    @MethodSource("schedules")
    void no_interval_is_longer_than_the_lock_of_its_schedule(JavaMethod scheduled) {
        SchedulerLock lock = scheduled.reflect().getAnnotation(SchedulerLock.class);
        assertThat(lock).as("once for the whole cluster").isNotNull();
        assertThat(values(scheduled))
                .allSatisfy(
                        value -> assertThat(setting(scheduled, value)).as(value).isNotEmpty());
        if (!lock.lockAtLeastFor().isEmpty() && lock.lockAtLeastFor().startsWith("#")) {
            String interval = setting(scheduled, lock.lockAtLeastFor()).orElseThrow();
            Duration most = Duration.parse(lock.lockAtMostFor());
            refuses(interval, most.plusMillis(1).toString());
            var type = component(interval).orElseThrow().getDeclaringRecord();
            assertThatCode(() -> bind(type, Map.of(interval, most.toString()))).doesNotThrowAnyException();
        }
    }

    /** Every method that runs at times that can be set. */
    static Stream<JavaMethod> schedules() {
        return new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.eseal").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .filter(method -> method.isAnnotatedWith(Scheduled.class))
                        .filter(method -> !values(method).isEmpty());
    }

    private static List<String> values(JavaMethod method) {
        Scheduled scheduled = method.reflect().getAnnotation(Scheduled.class);
        SchedulerLock lock = method.reflect().getAnnotation(SchedulerLock.class);
        return Stream.of(
                        scheduled.fixedDelayString(),
                        scheduled.initialDelayString(),
                        scheduled.fixedRateString(),
                        scheduled.cron(),
                        lock == null ? "" : lock.lockAtLeastFor())
                .filter(value -> value.matches(".*[#$].*"))
                .toList();
    }

    /** Returns the setting that the bean of this name returns, if it is made by the class of the schedule. */
    private static Optional<String> setting(JavaMethod scheduled, String value) {
        Matcher bean = BEAN.matcher(value);
        return scheduled.getOwner().getMethods().stream()
                .filter(method -> bean.matches() && method.getName().equals(bean.group(1)))
                .filter(method -> method.isAnnotatedWith(Bean.class))
                .flatMap(method -> method.getMethodCallsFromSelf().stream())
                .filter(call -> call.getTargetOwner().isAnnotatedWith(ConfigurationProperties.class))
                .map(call -> prefix(call.getTargetOwner().reflect()) + "."
                        + DataObjectPropertyName.toDashedForm(call.getTarget().getName()))
                .findFirst();
    }

    private static Optional<RecordComponent> component(String setting) {
        return settings()
                .flatMap(type -> Arrays.stream(type.getRecordComponents())
                        .filter(component -> setting.equals(
                                prefix(type) + "." + DataObjectPropertyName.toDashedForm(component.getName()))))
                .findFirst();
    }

    private static void refuses(String setting, String value) {
        var type = component(setting).orElseThrow().getDeclaringRecord();
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
