package io.eseal.screening;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.CharBuffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CleanTextsTest {

    private static final String LONG = "a".repeat(CleanTexts.SHORTEST);

    private final CleanTexts texts = new CleanTexts(2);
    private final List<CharSequence> searched = new ArrayList<>();

    private boolean holds(CharSequence text) {
        return texts.holds(text, each -> {
            searched.add(each);
            return each.toString().contains("secret");
        });
    }

    @Test
    void a_text_in_which_nothing_was_found_is_not_searched_again() {
        assertThat(holds(LONG)).isFalse();
        assertThat(holds(CharBuffer.wrap(LONG))).isFalse();

        assertThat(searched).hasSize(1);
    }

    @Test
    void a_text_in_which_something_was_found_is_refused_each_time() {
        String text = LONG + "secret";

        assertThat(holds(text)).isTrue();
        assertThat(holds(text)).isTrue();
    }

    @Test
    void a_text_that_differs_from_a_clean_one_in_one_character_is_searched() {
        holds(LONG + "secre?");

        assertThat(holds(LONG + "secret")).isTrue();
    }

    @Test
    void texts_that_have_the_same_bytes_in_utf_8_are_different_texts() {
        holds(LONG + '?');
        holds(LONG + '\ud800');
        holds(LONG + '\ud801');

        assertThat(searched).hasSize(3);
    }

    @Test
    void bytes_in_which_nothing_was_found_are_not_searched_again_and_others_are_refused_each_time() {
        List<Integer> lengths = new ArrayList<>();
        for (int length : List.of(100, 100, 101, 101)) {
            assertThat(texts.holds(new byte[length], content -> {
                        lengths.add(content.length);
                        return content.length == 101;
                    }))
                    .isEqualTo(length == 101);
        }

        assertThat(lengths).containsExactly(100, 101, 101);
    }

    @Test
    void a_short_text_is_searched_each_time() {
        holds("short");
        holds("short");

        assertThat(searched).hasSize(2);
    }

    @Test
    void the_oldest_text_is_forgotten_when_there_are_too_many() {
        holds(LONG);
        holds(LONG + 1);
        holds(LONG + 2);
        searched.clear();

        holds(LONG + 2);
        assertThat(searched).isEmpty();
        holds(LONG);
        assertThat(searched).hasSize(1);
    }
}
