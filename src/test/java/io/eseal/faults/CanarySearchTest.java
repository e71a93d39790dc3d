package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.faults.Canaries.Card;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectOutputStream;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Random;
import java.util.Set;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Checks that the search for canaries finds them in each form in which they may be written. */
class CanarySearchTest {

    private final Canaries canaries = new Canaries();
    private final Card card = canaries.card("planted");
    private CanarySearch search;

    @BeforeEach
    void build() {
        search = new CanarySearch(canaries.all());
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-8", "UTF-16LE", "UTF-16BE"})
    void a_number_is_found_in_each_charset(String charset) {
        assertThat(search.in(amidNoise(card.number().getBytes(Charset.forName(charset)))))
                .contains("planted: number (" + charset + ")");
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5})
    void a_number_is_found_in_base64_at_each_offset(int offset) {
        String text = "x".repeat(offset) + card.number() + "yz";
        assertThat(search.in(Base64.getEncoder().encode(text.getBytes(StandardCharsets.UTF_8))))
                .containsExactly("planted: number (base64)");
    }

    @Test
    void a_number_is_found_in_hexadecimal() {
        byte[] bytes = card.number().getBytes(StandardCharsets.UTF_8);
        assertThat(found(HexFormat.of().formatHex(bytes))).containsExactly("planted: number (hex)");
    }

    @Test
    void a_number_is_found_as_java_serialises_it() throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ObjectOutputStream objects = new ObjectOutputStream(bytes)) {
            objects.writeObject(card.number());
        }
        assertThat(search.in(bytes.toByteArray())).containsExactly("planted: number (UTF-8)");
    }

    @Test
    void a_number_is_found_in_what_is_packed() throws IOException {
        ByteArrayOutputStream gzip = new ByteArrayOutputStream();
        try (OutputStream out = new GZIPOutputStream(gzip)) {
            out.write(card.number().getBytes(StandardCharsets.UTF_16LE));
        }
        assertThat(search.in(amidNoise(gzip.toByteArray()))).containsExactly("planted: number (UTF-16LE) in gzip");
        ByteArrayOutputStream zlib = new ByteArrayOutputStream();
        try (OutputStream out = new DeflaterOutputStream(zlib)) {
            out.write(card.payment().toString().getBytes(StandardCharsets.UTF_8));
        }
        assertThat(search.in(amidNoise(zlib.toByteArray())))
                .containsExactly(
                        "planted: cvv (UTF-8) in zlib",
                        "planted: holder (UTF-8) in zlib",
                        "planted: number (UTF-8) in zlib");
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "-"})
    void a_number_is_found_as_people_write_it(String separator) {
        assertThat(found("paid with " + card.grouped(separator))).containsExactly("planted: number (UTF-8)");
    }

    @Test
    void what_may_be_shown_is_not_found() {
        assertThat(found("card ending in "
                        + card.number().substring(card.number().length() - 4) + ", not cvv 12"))
                .isEmpty();
    }

    @Test
    void a_cvv_is_found_where_it_is_called_so() {
        assertThat(found("{\"cvv\": \"" + card.cvv() + "\"}")).containsExactly("planted: cvv (UTF-8)");
        assertThat(found("CreditCard[cvv=" + card.cvv() + "]")).containsExactly("planted: cvv (UTF-8)");
        assertThat(found("the " + card.cvv() + "rd request")).isEmpty();
    }

    @Test
    void several_canaries_are_told_apart() {
        Card other = canaries.card("other");
        build();
        assertThat(found(card.number() + other.number() + other.holder()))
                .containsExactly("other: holder (UTF-8)", "other: number (UTF-8)", "planted: number (UTF-8)");
    }

    private Set<String> found(String text) {
        return search.in(text.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] amidNoise(byte[] bytes) {
        byte[] noise = new byte[1000];
        new Random(7).nextBytes(noise);
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(noise);
        all.writeBytes(bytes);
        all.writeBytes(noise);
        return all.toByteArray();
    }
}
