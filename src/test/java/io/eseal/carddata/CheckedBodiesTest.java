package io.eseal.carddata;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.fixtures.RandomCases;
import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletRequest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

class CheckedBodiesTest {

    private static final int LIMIT = 64 * 1024;
    private static final List<String> DOORS = List.of(
            "/api/eseals",
            "/api/eseals/ES-00000000/cancellation",
            "/engine-rest/task/1/complete",
            "/camunda/api/engine/engine/default/task/1/submit-form");

    private final CardRefusal refusal = new CardRefusal(new ObjectMapper());
    private String handedOn;

    @Test
    void a_body_of_sixty_four_kibibytes_is_handed_on_whole() throws Exception {
        String body = "\"" + "€".repeat((LIMIT - 2) / 3) + "\"";
        assertThat(answer(call("/api/eseals", body)).getStatus()).isEqualTo(200);
        assertThat(handedOn).isEqualTo(body);
    }

    @Test
    void a_larger_one_is_refused_by_its_length_and_in_chunks_once_that_shows() throws Exception {
        for (String door : DOORS) {
            MockHttpServletRequest told = call(door, " ".repeat(LIMIT + 1));
            isRefused(answer(told), 413, "64 KiB");
            assertThat(told.getInputStream().available()).as("not read").isEqualTo(LIMIT + 1);
            isRefused(answer(inChunks(door, new byte[LIMIT + 1])), 413, "64 KiB");
        }
    }

    @Test
    void a_compressed_body_is_refused() throws Exception {
        ByteArrayOutputStream packed = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
            gzip.write(new byte[10_000_000]);
        }
        MockHttpServletRequest request = inChunks("/api/eseals", packed.toByteArray());
        request.addHeader("Content-Encoding", "gzip");
        isRefused(answer(request), 415, "Content-Encoding");
    }

    @Test
    void a_call_without_a_body_is_left_as_it_is() throws Exception {
        assertThat(answer(new MockHttpServletRequest("GET", "/api/eseals")).getStatus())
                .isEqualTo(200);
        assertThat(answer(inChunks("/api/eseals", new byte[0])).getStatus()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json;charset=UTF-8",
                "application/json; charset=utf-8",
                "text/plain"
            })
    void windows1252_that_is_said_to_be_utf8_is_refused_by_its_name_at_every_door(String type) throws Exception {
        for (String door : DOORS) {
            MockHttpServletRequest request = call(door, "");
            request.setContent("{\"reason\": \"Größe\"}".getBytes(Charset.forName("windows-1252")));
            request.setContentType(type);
            isRefused(answer(request), 400, "UTF-8", "Windows-1252", "Byte 15 is 0xF6");
        }
    }

    @Test
    void another_declared_encoding_is_taken_as_long_as_all_is_ascii() throws Exception {
        MockHttpServletRequest request = call("/api/eseals", "{}");
        request.setContentType("application/json;charset=ISO-8859-1");
        assertThat(answer(request).getStatus()).isEqualTo(200);
        request = call("/api/eseals", "");
        request.setContent("{\"a\": \"ü\"}".getBytes(StandardCharsets.ISO_8859_1));
        request.setContentType("application/json;charset=ISO-8859-1");
        isRefused(answer(request), 400, "declared as ISO-8859-1", "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-32", "IBM037", "IBM273"})
    void a_declared_encoding_that_reads_other_letters_in_ascii_is_refused(String charset) throws Exception {
        MockHttpServletRequest request = call("/api/eseals", "{\"a\": \"4\"}");
        request.setContentType("application/json;charset=" + charset);
        isRefused(answer(request), 400, "declared as " + charset, "UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"UTF-16", "UTF-16LE", "UTF-16BE", "UTF-32"})
    void utf16_is_refused_by_its_name_and_taken_for_a_csr_alone(String charset) throws Exception {
        MockHttpServletRequest request = call("/engine-rest/task/1/complete", "");
        request.setContent("{\"variables\": {}}".getBytes(charset));
        isRefused(answer(request), 400, "UTF-16");
        request = new MockHttpServletRequest("PUT", "/api/eseals/ES-00000000/csr");
        request.setServletPath("/api/eseals/ES-00000000/csr");
        request.setContentType("text/plain");
        request.setContent("-----BEGIN CERTIFICATE REQUEST-----".getBytes(charset));
        assertThat(answer(request).getStatus()).isEqualTo(200);
    }

    @Test
    void any_text_in_any_other_encoding_is_refused() throws Exception {
        Random random = RandomCases.of("encodings");
        List<Charset> others = List.of(
                Charset.forName("windows-1252"),
                StandardCharsets.ISO_8859_1,
                Charset.forName("ISO-8859-15"),
                Charset.forName("IBM850"),
                Charset.forName("x-MacRoman"),
                StandardCharsets.UTF_16LE,
                StandardCharsets.UTF_16BE,
                StandardCharsets.UTF_16);
        List<String> words =
                List.of("Größe", "façade", "señor", "Brüssel", "Malmö", "Übermut", "œuvre", "Çelik", "Ærø", "naïve");
        for (int i = 0; i < 10_000; i++) {
            String word = words.get(random.nextInt(words.size()));
            String body = "{\"" + "x".repeat(random.nextInt(20)) + "\": \"" + word + " and "
                    + words.get(random.nextInt(words.size())) + "\"}";
            Charset charset = others.get(random.nextInt(others.size()));
            if (charset.newEncoder().canEncode(body)) {
                MockHttpServletRequest request = call(DOORS.get(random.nextInt(DOORS.size())), "");
                request.setContent(body.getBytes(charset));
                assertThat(answer(request).getStatus())
                        .as(body + " in " + charset)
                        .isEqualTo(400);
            }
            assertThat(answer(call("/api/eseals", body)).getStatus()).isEqualTo(200);
        }
    }

    @Test
    void json_has_one_document_each_name_once_and_a_modest_depth_at_every_door() throws Exception {
        for (String door : DOORS) {
            isRefused(answer(call(door, nested(900))), 400, "more than 64 levels");
            isRefused(answer(call(door, "{\"a\": 1} {\"a\": 2}")), 400, "more than one JSON document");
            isRefused(answer(call(door, "{} x")), 400, "not valid JSON");
            isRefused(answer(call(door, "{\"a\": 1,\n \"a\": 2}")), 400, "same name twice", "line 2");
            isRefused(answer(call(door, "{\"a\": x4111}")), 400, "not valid JSON", "line 1");
            assertThat(answer(call(door, nested(60) + "\n")).getStatus()).isEqualTo(200);
        }
    }

    @Test
    void json_in_the_value_of_a_variable_has_one_document_each_name_once_and_a_modest_depth() throws Exception {
        for (String value : List.of(nested(900), "{'a': 1, 'a': 2}".replace('\'', '"'), "{} {}")) {
            String body = new ObjectMapper()
                    .createObjectNode()
                    .set(
                            "variables",
                            new ObjectMapper()
                                    .createObjectNode()
                                    .set(
                                            "request",
                                            new ObjectMapper()
                                                    .createObjectNode()
                                                    .put("value", value)
                                                    .put("type", "Json")))
                    .toString();
            isRefused(
                    answer(call("/engine-rest/process-definition/key/eseal-lifecycle/start", body)),
                    400,
                    "The value of a variable");
            if (value.startsWith("{")) {
                for (String other :
                        List.of(body.replace("\"Json\"", "\"String\""), body.replace(",\"type\":\"Json\"", ""))) {
                    isRefused(
                            answer(call("/engine-rest/process-definition/key/eseal-lifecycle/start", other)),
                            400,
                            "The value of a variable");
                }
            }
        }
        assertThat(answer(call(
                                "/engine-rest/task/1/complete",
                                "{\"variables\":{\"comment\":{\"value\":\"{ see below\",\"type\":\"String\"}}}"))
                        .getStatus())
                .isEqualTo(200);
    }

    @Test
    void only_so_many_large_bodies_are_worked_on_at_once_and_small_ones_pass() throws Exception {
        CheckedBodies one = new CheckedBodies(refusal, 1);
        CountDownLatch entered = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            Future<Integer> first =
                    other.submit(() -> filtered(one, call("/api/eseals", large()), (request, response) -> {
                                entered.countDown();
                                try {
                                    answered.await();
                                } catch (InterruptedException e) {
                                    throw new IOException(e);
                                }
                            })
                            .getStatus());
            entered.await();
            assertThat(filtered(one, call("/api/eseals", "{}"), (request, response) -> {})
                            .getStatus())
                    .isEqualTo(200);
            Thread.currentThread().interrupt();
            isRefused(filtered(one, call("/api/eseals", large()), (request, response) -> {}), 503, "large requests");
            assertThat(Thread.interrupted()).isTrue();
            answered.countDown();
            assertThat(first.get()).isEqualTo(200);
            assertThat(filtered(one, call("/api/eseals", large()), (request, response) -> {})
                            .getStatus())
                    .isEqualTo(200);
        } finally {
            answered.countDown();
            other.shutdownNow();
        }
    }

    private static String large() {
        return "\"" + "x".repeat(20_000) + "\"";
    }

    private static String nested(int levels) {
        return "[".repeat(levels) + "]".repeat(levels);
    }

    private static void isRefused(MockHttpServletResponse response, int status, String... words) throws Exception {
        assertThat(response.getStatus()).isEqualTo(status);
        assertThat(response.getContentType()).isEqualTo("application/problem+json");
        assertThat(response.getContentAsString()).contains(words).doesNotContain("4111");
    }

    private MockHttpServletResponse answer(MockHttpServletRequest request) throws Exception {
        handedOn = null;
        return filtered(new CheckedBodies(refusal), request, (read, response) -> handedOn = body(read));
    }

    private static MockHttpServletResponse filtered(
            CheckedBodies filter, MockHttpServletRequest request, FilterChain chain) throws Exception {
        MockHttpServletResponse response = new MockHttpServletResponse();
        filter.doFilter(request, response, chain);
        return response;
    }

    private static String body(ServletRequest request) throws IOException {
        return new String(request.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static MockHttpServletRequest call(String path, String body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path);
        request.setServletPath(path);
        request.setContentType("application/json");
        request.setContent(body.getBytes(StandardCharsets.UTF_8));
        return request;
    }

    private static MockHttpServletRequest inChunks(String path, byte[] body) {
        MockHttpServletRequest request = new MockHttpServletRequest("POST", path) {
            @Override
            public long getContentLengthLong() {
                return -1;
            }
        };
        request.setServletPath(path);
        request.setContent(body);
        return request;
    }
}
