package io.eseal.id;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class EsealIdTest {

    @Test
    void new_ids_have_the_form_and_do_not_repeat() {
        var ids = Stream.generate(EsealId::next).limit(5_000).collect(Collectors.toSet());

        assertThat(ids)
                .hasSize(5_000)
                .allMatch(id -> EsealId.read(id.value()).equals(Optional.of(id)))
                .allMatch(id -> id.value().length() == 11);
        String used = ids.stream()
                .flatMapToInt(id -> id.value().substring(3).chars())
                .mapToObj(Character::toString)
                .distinct()
                .sorted()
                .collect(Collectors.joining());
        assertThat(used)
                .as("every character of Crockford's base 32 and no other")
                .isEqualTo("0123456789ABCDEFGHJKMNPQRSTVWXYZ");
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(
            strings = {
                "ES-1234567",
                "ES-123456789",
                "es-12345678",
                "ES-1234567I",
                "ES-1234567L",
                "ES-1234567O",
                "ES-1234567U",
                "ES-1234567a",
                " ES-12345678",
                "ES-12345678\n",
                "ES_12345678",
                "12345678"
            })
    void other_texts_are_no_ids(String text) {
        assertThat(EsealId.read(text)).isEmpty();
        assertThatThrownBy(() -> EsealId.of(text)).isInstanceOf(RuntimeException.class);
    }
}
