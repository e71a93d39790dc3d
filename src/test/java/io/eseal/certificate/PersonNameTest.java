package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "John Doe|JOHN DOE",
                "John Doe|  john\u00A0  doe ",
                "John Doe|Doe, John",
                "John Doe|Dr. John Doe",
                "Prof. Dr. John Doe|Mr John Doe",
                "John Doe|John-Doe",
                "John Doe|JohnDoe",
                "John Doe|DoeJohn",
                "John Doe|J. Doe",
                "John Doe|John A. Doe",
                "John Doe|Doe",
                "John Doe|J\u200Bohn Doe",
                "John Doe|\uFF2Aohn Doe",
                "John Doe|J\u043Ehn D\u043Ee",
                "José García|Jose Garcia",
                "Müller Jörg|Jörg Mueller",
                "Jürgen Groß|JURGEN GROSS",
                "Łukasz Żak|Lukasz Zak",
                "Øystein Ærø|Oystein Aro",
                "O'Brien Sean|Sean OBrien",
                "Σωκράτης|ΣΩΚΡΆΤΗΣ",
                "王小明|王小明",
                "Anna Maria Rossi|Rossi Anna",
                "John Doe|jdoe",
                "John Doe|doej",
                "John Doe|JD",
                "Ada Example|aexample",
                "Ada Example|adaexample",
                "Ada Example|'ada\nexample'",
                "Hans-Jürgen Müller|hjmueller",
                "Hans-Jürgen Müller|mueller.hj",
                "Hans-Jürgen Mueller|HJ Muller",
                "Hans-Jürgen Müller|hansj.mueller"
            })
    void spellings_of_one_name_can_be_one_person(String one, String other) {
        assertThat(PersonName.of(one).canBe(PersonName.of(other))).isTrue();
        assertThat(PersonName.of(other).canBe(PersonName.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "John Doe|Jane Doe",
                "John Doe|Ken Doe",
                "John Doe|Jane Roe",
                "Amy Doe|May Doe",
                "Anna Rossi|Anna Russo",
                "王小明|王大明",
                "John Doe|the office manager",
                "Dr. John Doe|Dr. Jane Roe",
                "John Doe|''",
                "Dr.|Dr.",
                "John Doe|jroe",
                "John Doe|kdoe",
                "John Doe|doek",
                "John Doe|jda",
                "John Paul Doe|jd"
            })
    void other_names_are_other_people(String one, String other) {
        assertThat(PersonName.of(one).canBe(PersonName.of(other))).isFalse();
        assertThat(PersonName.of(other).canBe(PersonName.of(one))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Dr.", "...", "\u200B", "Mr."})
    void a_title_alone_is_no_name(String text) {
        assertThat(PersonName.of(text).isEmpty()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"me", "the recipient", "Same", "n/a", "as above", "unknown", "xx"})
    void a_word_that_points_at_somebody_is_no_name(String text) {
        assertThat(PersonName.of(text).isNobody()).isTrue();
        assertThat(PersonName.of(text + " Doe").isNobody()).isFalse();
    }

    @Test
    void a_name_of_many_equal_parts_is_compared_in_a_moment() {
        String many = "a ".repeat(60);
        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> PersonName.of(many + "b").canBe(PersonName.of(many.replace(" ", "") + "c")));
    }
}
