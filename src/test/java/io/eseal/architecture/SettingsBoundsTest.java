package io.eseal.architecture;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DataObjectPropertyName;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AnnotationTypeFilter;
import org.springframework.util.ClassUtils;
import org.springframework.validation.annotation.Validated;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThatCode;

/** A setting with a value that cannot work stops the start instead of the work: a session's lifetime below nothing signs nobody in. */
class SettingsBoundsTest {

    private static final LocalValidatorFactoryBean VALIDATOR = new LocalValidatorFactoryBean();

    static {
        VALIDATOR.afterPropertiesSet();
    }

    /** Every time in any settings but those of the stand-in, where nothing skips a stop. */
    static Stream<String> times() {
        return settings().filter(type -> !type.getPackageName().endsWith(".simulator")).flatMap(type -> Arrays.stream(type.getRecordComponents())
                .filter(component -> component.getType() == Duration.class || component.getGenericType().getTypeName().equals("java.util.List<java.time.Duration>"))
                .map(component -> prefix(type) + "." + DataObjectPropertyName.toDashedForm(component.getName())));
    }

    @ParameterizedTest
    @MethodSource("times")
    void no_time_is_below_nothing(String setting) {
        refuses(setting, "-PT1S");
    }

    @ParameterizedTest
    @CsvSource({"eseal.security.session.lifetime,PT0S", "eseal.security.session.lifetime,12", "eseal.connection.largest-body,0B",
            "eseal.connection.largest-body,65KB", "eseal.connection.largest-body,-1B", "eseal.connection.bodies-in-memory,1KB",
            "eseal.management.port,65536", "eseal.management.port,-2", "eseal.approval.remind-after,PT0S", "eseal.tracking.sweep-interval,PT0S"})
    void what_cannot_work_is_refused(String setting, String value) {
        refuses(setting, value);
    }

    private static void refuses(String setting, String value) {
        var type = settings().filter(it -> setting.startsWith(prefix(it) + ".") && setting.indexOf('.', prefix(it).length() + 1) < 0).findFirst().orElseThrow();
        assertThatCode(() -> bind(type, Map.of())).as("without it").doesNotThrowAnyException();
        assertThatCode(() -> bind(type, Map.of(setting, value))).as(setting + "=" + value).isNotNull();
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
        return scan.findCandidateComponents("io.eseal").stream().<Class<?>>map(found -> ClassUtils.resolveClassName(found.getBeanClassName(), null))
                .filter(Class::isRecord);
    }
}
