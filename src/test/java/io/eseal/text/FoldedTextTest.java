package io.eseal.text;

import static org.assertj.core.api.Assertions.assertThat;

import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FoldedTextTest {

    @ParameterizedTest
    @CsvSource({
        "Straße, STRASSE",
        "GROẞE STRAẞE, große strasse",
        "İstanbul, ISTANBUL",
        "ıstanbul, istanbul",
        "Société Générale, SOCIÉTÉ GÉNÉRALE",
        "Socie\u0301te\u0301, société",
        "Societe, Société",
        "ΟΔΟΣ Αθηνών, οδός ΑΘΗΝΩΝ",
        "ＡＢＣ　Ｌｔｄ, abc ltd",
        "ﬁnance, Finance",
        "Ⅳ Holding, iv holding",
        "Kaunas  und\u00a0Söhne, kaunas und söhne",
        "Ǆ, dž",
        "Ŀ, l·",
        "ООО «Ёлка», ооо «елка»"
    })
    void people_find_a_text_however_they_type_it(String one, String other) {
        assertThat(FoldedText.of(one)).isEqualTo(FoldedText.of(other));
    }

    @Test
    void what_sounds_or_looks_different_stays_different() {
        assertThat(List.of("a", "o", "ø", "l", "ł", "σ", "и", "100%", "100_", "a b", "ab").stream()
                        .map(FoldedText::of))
                .doesNotHaveDuplicates();
    }

    @Test
    void the_form_of_a_form_is_itself_and_the_same_in_each_case_for_every_sign() {
        List<String> wrong = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .filter(sign -> Character.isDefined(sign) && !(sign >= 0xD800 && sign <= 0xDFFF))
                .mapToObj(Character::toString)
                // The iota below a vowel of ancient Greek: an accent, and a letter of its own in upper case.
                .filter(sign ->
                        !Normalizer.normalize(sign, Normalizer.Form.NFKD).contains("\u0345"))
                .filter(sign -> {
                    String form = FoldedText.of(sign);
                    return !FoldedText.of(form).equals(form)
                            || !FoldedText.of(sign.toUpperCase(Locale.ROOT)).equals(form)
                            || !FoldedText.of(sign.toLowerCase(Locale.ROOT)).equals(form)
                            || !FoldedText.of(Normalizer.normalize(sign, Normalizer.Form.NFD))
                                    .equals(form);
                })
                .toList();

        assertThat(wrong).isEmpty();
    }

    @Test
    void a_text_of_accents_alone_has_no_form() {
        assertThat(FoldedText.of(" \u0301\u0308 ")).isEmpty();
    }
}
