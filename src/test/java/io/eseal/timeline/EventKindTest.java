package io.eseal.timeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class EventKindTest {

    /** A component of a new type needs a value here. */
    private static Object value(RecordComponent component) {
        if (component.getGenericType().getTypeName().equals("java.util.List<java.lang.String>")) {
            return List.of("trust_path", "qc_type");
        }
        if (component.getGenericType().getTypeName().equals("java.util.Optional<io.eseal.id.EsealId>")) {
            return Optional.of(EsealId.of("ES-0THER001"));
        }
        return Stream.of(
                        EsealId.of("ES-0THER001"),
                        OrderId.of(4_711),
                        UserId.of("somebody"),
                        "text (with) \"brackets\"",
                        8_765_432_109L,
                        3,
                        true,
                        Instant.parse("2026-01-01T10:00:00.123456Z"),
                        Optional.of("other"),
                        List.of(new FieldChange("ship_info.city", Optional.of("Bonn"), Optional.empty())))
                .filter(value -> boxed(component.getType()).isInstance(value))
                .findFirst()
                .orElseThrow();
    }

    @ParameterizedTest
    @EnumSource
    void each_kind_has_a_record_of_its_own_whose_facts_are_read_as_they_were_written(EventKind kind) throws Exception {
        RecordComponent[] components = kind.type().getRecordComponents();
        Constructor<? extends TimelineEvent> constructor = kind.type()
                .getDeclaredConstructor(
                        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        TimelineEvent event = constructor.newInstance(
                Arrays.stream(components).map(EventKindTest::value).toArray());

        assertThat(event.kind()).isEqualTo(kind);
        assertThat(event.sentence()).isNotBlank();
        assertThat(Facts.as(Facts.read(Facts.json(event)), event.getClass())).isEqualTo(event);
        assertThat(Facts.read(Facts.json(event)).size())
                .as("nothing but the facts")
                .isEqualTo(components.length);
    }

    private static Class<?> boxed(Class<?> type) {
        return type == long.class
                ? Long.class
                : type == int.class ? Integer.class : type == boolean.class ? Boolean.class : type;
    }
}
