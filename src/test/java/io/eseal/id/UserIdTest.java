package io.eseal.id;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdTest {

    private static final UserId ALICE = UserId.of("alice");
    private static final UserId BOB = UserId.of("bob");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "alice",
                "Alice",
                "ALICE",
                " alice",
                "alice ",
                "\u00A0alice\u3000",
                "a\u200Blice",
                "\u202Ealice\u202C",
                "\uFF41\uFF4C\uFF49\uFF43\uFF45",
                "\uD835\uDC1A\uD835\uDC25\uD835\uDC22\uD835\uDC1C\uD835\uDC1E",
                "al\u00ADice",
                "alice\uFE0F",
                "al\u0131ce"
            })
    void one_spelling_or_another_is_one_person(String spelling) {
        UserId other = UserId.of(spelling);
        assertThat(other).isEqualTo(ALICE).hasSameHashCodeAs(ALICE);
        assertThat(Set.of(BOB, UserId.of("Alice")).contains(other)).isTrue();
        assertThat(List.of(BOB, UserId.of("Alice")).contains(other)).isTrue();
        assertThat(other.normal()).isEqualTo("alice");
    }

    @ParameterizedTest
    @CsvSource({
        "STRASSE, straße",
        "\u03A3\u039F\u03A6\u039F\u03A3, σοφος",
        "ΣΟΦΟΣ, σοφοσ",
        "Zoe\u0308, ZO\u00CB",
        "\u212Aurt, kurt",
        "ﬁona, FIONA"
    })
    void letters_with_several_forms_are_folded(String one, String other) {
        assertThat(UserId.of(one)).isEqualTo(UserId.of(other));
    }

    @ParameterizedTest
    @CsvSource({"alice, alicia", "alice, alice2", "a.lice, alice", "zoe, zoë", "alice@a.example, alice@b.example"})
    void other_spellings_are_other_persons(String one, String other) {
        assertThat(UserId.of(one)).isNotEqualTo(UserId.of(other));
    }

    @Test
    void the_normal_form_of_a_normal_form_is_itself() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                String normal =
                        UserId.of("x" + Character.toString(codePoint) + "y").normal();
                assertThat(UserId.of(normal).normal()).as("U+%04X", codePoint).isEqualTo(normal);
            }
        }
    }

    @Test
    void persons_are_counted_once() {
        assertThat(Set.copyOf(List.of(ALICE, UserId.of("Alice"), BOB))).containsExactlyInAnyOrder(ALICE, BOB);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Alice", " \u202Ealice ", "", "\u200B"})
    void the_id_is_kept_as_it_was_given(String spelling) throws JsonProcessingException {
        UserId id = UserId.of(spelling);
        ObjectMapper json = new ObjectMapper();

        assertThat(id.value()).isEqualTo(spelling);
        assertThat(id).hasToString(spelling);
        assertThat(id.isSpelled(spelling)).isTrue();
        assertThat(json.writeValueAsString(id)).isEqualTo(json.writeValueAsString(spelling));
        assertThat(json.readValue(json.writeValueAsString(spelling), UserId.class)
                        .value())
                .isEqualTo(spelling);
    }

    @Test
    void another_spelling_of_a_person_is_told_from_the_given_one() {
        assertThat(ALICE.isSpelled("Alice")).isFalse();
    }

    @Test
    void ids_without_a_visible_character_are_equal_among_themselves_alone() {
        assertThat(UserId.of("\u200B")).isEqualTo(UserId.of("")).isEqualTo(UserId.of(" \u3000"));
        assertThat(UserId.of("\u200B")).isNotEqualTo(ALICE);
    }
}
