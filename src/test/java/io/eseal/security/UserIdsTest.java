package io.eseal.security;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserIdsTest {

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
        assertThat(UserIds.same("alice", spelling)).isTrue();
        assertThat(UserIds.contains(List.of("bob", "Alice"), spelling)).isTrue();
        assertThat(UserIds.normal(spelling)).isEqualTo("alice");
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
        assertThat(UserIds.same(one, other)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"alice, alicia", "alice, alice2", "a.lice, alice", "zoe, zoë", "alice@a.example, alice@b.example"})
    void other_spellings_are_other_persons(String one, String other) {
        assertThat(UserIds.same(one, other)).isFalse();
    }

    @Test
    void the_normal_form_of_a_normal_form_is_itself() {
        for (int codePoint = 0; codePoint <= Character.MAX_CODE_POINT; codePoint++) {
            if (Character.isDefined(codePoint) && Character.getType(codePoint) != Character.SURROGATE) {
                String normal = UserIds.normal("x" + Character.toString(codePoint) + "y");
                assertThat(UserIds.normal(normal)).as("U+%04X", codePoint).isEqualTo(normal);
            }
        }
    }

    @Test
    void persons_are_counted_once() {
        assertThat(UserIds.persons(List.of("alice", "Alice", "bob"))).containsExactlyInAnyOrder("alice", "bob");
    }
}
