package io.eseal.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.CpuTime;
import java.time.Duration;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class VisibleTextTest {

    /** Unicode's Default_Ignorable_Code_Point and White_Space, by their ranges, and what else leaves no ink. */
    static Stream<String> nothingToSee() {
        return Stream.of(
                        range(0x00, 0x20),
                        range(0x7F, 0xA0),
                        IntStream.of(0xAD, 0x34F, 0x61C, 0x115F, 0x1160, 0x1680, 0x17B4, 0x17B5),
                        range(0x180B, 0x180F),
                        range(0x2000, 0x200F),
                        range(0x2028, 0x202F),
                        range(0x205F, 0x206F),
                        IntStream.of(0x2800, 0x3000, 0x3164),
                        range(0xFE00, 0xFE0F),
                        IntStream.of(0xFEFF, 0xFFA0),
                        range(0xFFF0, 0xFFF8),
                        IntStream.of(0xFFFE, 0xFFFF, 0xD800, 0xDFFF, 0x13441, 0x13442, 0x16FE4, 0x1D159),
                        range(0x1BCA0, 0x1BCA3),
                        range(0x1D173, 0x1D17A),
                        IntStream.of(0xE0000, 0xE0001, 0xE0041, 0xE01EF, 0xE0FFF))
                .flatMap(IntStream::boxed)
                .map(Character::toString);
    }

    private static IntStream range(int first, int last) {
        return IntStream.rangeClosed(first, last);
    }

    @ParameterizedTest
    @MethodSource("nothingToSee")
    void a_text_of_characters_that_nobody_can_see_is_blank(String character) {
        for (String text :
                new String[] {character, character.repeat(3), " " + character + "\t", character + "\u200B"}) {
            assertThat(VisibleText.isBlank(text)).isTrue();
            assertThat(VisibleText.trim(text)).isEmpty();
            assertThat(VisibleText.hasLetter(text)).isFalse();
            assertThat(VisibleText.hasLetterOrDigit(text)).isFalse();
        }
        assertThat(VisibleText.isBlank(character + "x")).isFalse();
    }

    @Test
    void no_text_is_blank() {
        assertThat(VisibleText.isBlank(null)).isTrue();
        assertThat(VisibleText.isBlank("")).isTrue();
        assertThat(VisibleText.trim(null)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "-", "a", "1", "\u0301", "\uD83D\uDE42", "李", "\u200Bx"})
    void a_text_with_something_to_see_is_not_blank(String text) {
        assertThat(VisibleText.isBlank(text)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({
        "\u00A0Jane Roe\u2007, Jane Roe",
        "\u3000\u0085Jane\u00A0Roe\u202F, Jane\u00A0Roe",
        // Persian ends abbreviations with a joiner.
        "\u0647\u200D , \u0647\u200D"
    })
    void white_space_at_the_edges_is_trimmed_and_what_shapes_letters_stays(String text, String trimmed) {
        assertThat(VisibleText.trim(text)).isEqualTo(trimmed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Jane", "Ö", "李", "Ж", "ª", "3M", "\u05D0"})
    void letters_of_any_script_are_letters(String text) {
        assertThat(VisibleText.hasLetter(text)).isTrue();
        assertThat(VisibleText.hasLetterOrDigit(text)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "., false",
        "-, false",
        "\u02BC, false",
        "_/#, false",
        "\uD83D\uDE42, false",
        "7, true",
        "\u0667, true",
        "Ⅳ, true"
    })
    void marks_are_no_letters_and_digits_are_digits(String text, boolean digit) {
        assertThat(VisibleText.hasLetter(text)).isFalse();
        assertThat(VisibleText.hasLetterOrDigit(text)).isEqualTo(digit);
    }

    @Test
    void a_long_row_of_spaces_is_trimmed_at_once() {
        String spaces = "\u00A0".repeat(200_000);
        assertThat(CpuTime.of(() -> assertThat(VisibleText.trim("a" + spaces + "b" + spaces))
                        .endsWith("b")))
                .isLessThan(Duration.ofSeconds(2));
    }
}
