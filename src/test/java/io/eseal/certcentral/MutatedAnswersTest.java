package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.eseal.fixtures.EsealOrders;
import io.eseal.fixtures.RandomCases;
import io.eseal.id.OrderId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

/** Tests that a mutated answer is read, or ends in an exception that says whether the call may be made again. */
class MutatedAnswersTest {

    private static final int CASES = 20_000;

    private static final List<String> ANSWERS = List.of(
            "{\"id\":112233,\"requests\":[{\"id\":113,\"status\":\"pending\"}],\"certificate_id\":114,\"organization\":{\"id\":5}}",
            "{\"id\":7,\"status\":\"issued\",\"date_created\":\"2026-02-10T17:06:15+00:00\",\"is_renewal\":\"1\","
                    + "\"alternative_order_id\":\"ES-7K3QX2M9\","
                    + "\"certificate\":{\"id\":\"113\",\"serial_number\":\"0A\",\"valid_from\":\"2026-02-11\","
                    + "\"valid_till\":\"2027-02-10\"},"
                    + "\"organization\":{\"id\":2042709,\"name\":\"Söhne\"},\"requests\":[{\"id\":7,\"type\":\"revoke\","
                    + "\"status\":\"approved\"}]}",
            "{\"orders\":[{\"order_id\":265,\"certificate_id\":112233,\"status\":\"issued\"}],"
                    + "\"page\":{\"total\":1,\"limit\":1000,\"offset\":0}}",
            "{\"orders\":[{\"id\":265,\"status\":\"issued\",\"product\":{\"name_id\":\"eu_eseal\"}}],"
                    + "\"page\":{\"total\":1,\"limit\":1000,\"offset\":0}}",
            "{\"organization_validations\":[{\"type\":\"ov\",\"verification_details\":{\"a\":\"pending\"},"
                    + "\"verified_contacts\":[{\"user_id\":\"77\"}]}]}",
            "{\"balance\":\"454.00\",\"currency\":\"USD\",\"total_available_funds\":\"2454.00\",\"unlimited_negative_balance\":false}",
            "{\"errors\":[{\"code\":\"not_found|order\",\"message\":\"There is no such order.\"}]}");

    private static final List<Consumer<CertCentral>> CALLS = List.of(
            certCentral -> certCentral.placeOrder(EsealOrders.onToken(), Instant.MAX),
            certCentral -> certCentral.order(OrderId.of(7)),
            certCentral -> certCentral.statusChanges(Duration.ofMinutes(1)),
            certCentral -> certCentral.orders(OrderFilter.any(), 0, 1000),
            certCentral -> certCentral.ordersByAlternativeId("ES-1"),
            certCentral -> certCentral.validation(OrderId.of(7)),
            certCentral -> certCentral.organization(7),
            CertCentral::balance,
            certCentral -> certCentral.revokeOrder(OrderId.of(7), "lost"),
            certCentral -> certCentral.certificatePem(7));

    private static final List<String> SPLINTERS = List.of(
            "{",
            "}",
            "[",
            "]",
            ":",
            ",",
            "\"",
            "\\",
            "\\u0000",
            "\\ud800",
            "null",
            "-1",
            "1.5",
            "1e400",
            "9223372036854775807",
            "\uFEFF",
            "\u0000",
            "\"id\":1,",
            "{\"a\":".repeat(900),
            "[".repeat(2000),
            "9".repeat(2000),
            "true",
            "{}",
            "[]");

    @Test
    void every_changed_answer_is_read_or_ends_in_a_typed_exception() {
        Random random = RandomCases.of("mutated answers");
        CannedAnswers answers = new CannedAnswers();
        int failed = 0;
        for (int i = 0; i < CASES; i++) {
            byte[] body = mutated(ANSWERS.get(random.nextInt(ANSWERS.size())), random);
            int status =
                    List.of(200, 200, 201, 204, 400, 404, 402, 500, 429, 302).get(random.nextInt(10));
            answers.answer(
                    status,
                    List.of(
                                    "application/json",
                                    "application/json;charset=ISO-8859-1",
                                    "text/html",
                                    "application/json;charset=none",
                                    "x",
                                    "")
                            .get(random.nextInt(6)),
                    body);
            try {
                CALLS.get(random.nextInt(CALLS.size())).accept(answers.certCentral);
            } catch (CertCentralException e) {
                assertThat(e.getMessage()).hasSizeLessThan(10_000);
                failed++;
            } catch (Throwable e) {
                fail("case " + i + ", status " + status + ": " + new String(body, StandardCharsets.UTF_8), e);
            }
        }
        assertThat(failed).as("mutations do something").isBetween(CASES / 3, CASES - 500);
    }

    private static byte[] mutated(String answer, Random random) {
        StringBuilder text = new StringBuilder(answer);
        for (int changes = random.nextInt(4); changes > 0; changes--) {
            int at = random.nextInt(text.length() + 1);
            switch (random.nextInt(4)) {
                case 0 -> text.insert(at, SPLINTERS.get(random.nextInt(SPLINTERS.size())));
                case 1 -> text.delete(at, Math.min(text.length(), at + 1 + random.nextInt(12)));
                case 2 -> text.insert(at, text.substring(at, Math.min(text.length(), at + random.nextInt(60))));
                default -> text.setCharAt(Math.min(at, text.length() - 1), (char) random.nextInt(0x300));
            }
            if (text.isEmpty()) {
                text.append(' ');
            }
        }
        byte[] bytes = text.toString().getBytes(StandardCharsets.UTF_8);
        if (random.nextInt(5) == 0) {
            bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
        }
        return bytes;
    }
}
