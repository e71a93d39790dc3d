package io.eseal.certificate;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import static org.assertj.core.api.Assertions.assertThat;

class PersonNameTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {
            "John Doe|JOHN DOE", "John Doe|  john\u00A0  doe ", "John Doe|Doe, John", "John Doe|Dr. John Doe", "Prof. Dr. John Doe|Mr John Doe", "John Doe|John-Doe",
            "John Doe|JohnDoe", "John Doe|DoeJohn", "John Doe|J. Doe", "John Doe|John A. Doe", "John Doe|Doe", "John Doe|J\u200Bohn Doe", "John Doe|\uFF2Aohn Doe",
            "John Doe|J\u043Ehn D\u043Ee", "José García|Jose Garcia", "Müller Jörg|Jörg Mueller", "Jürgen Groß|JURGEN GROSS", "Łukasz Żak|Lukasz Zak",
            "Øystein Ærø|Oystein Aro", "O'Brien Sean|Sean OBrien", "Σωκράτης|ΣΩΚΡΆΤΗΣ", "王小明|王小明", "Anna Maria Rossi|Rossi Anna"})
    void spellings_of_one_name_can_be_one_person(String one, String other) {
        assertThat(PersonName.of(one).canBe(PersonName.of(other))).isTrue();
        assertThat(PersonName.of(other).canBe(PersonName.of(one))).isTrue();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', value = {"John Doe|Jane Doe", "John Doe|Ken Doe", "John Doe|Jane Roe", "Amy Doe|May Doe", "Anna Rossi|Anna Russo", "王小明|王大明",
            "John Doe|the office manager", "Dr. John Doe|Dr. Jane Roe", "John Doe|''", "Dr.|Dr."})
    void other_names_are_other_people(String one, String other) {
        assertThat(PersonName.of(one).canBe(PersonName.of(other))).isFalse();
        assertThat(PersonName.of(other).canBe(PersonName.of(one))).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "Dr.", "...", "\u200B", "Mr."})
    void a_title_alone_is_no_name(String text) {
        assertThat(PersonName.of(text).isEmpty()).isTrue();
    }
}
