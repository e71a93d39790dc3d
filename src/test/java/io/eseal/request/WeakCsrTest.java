package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SealCertificate;
import io.eseal.fixtures.TestClock;
import io.eseal.id.OrderId;
import io.eseal.validation.Finding;
import java.io.IOException;
import java.math.BigInteger;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A key of right size and exponent that others can break is refused wherever a request or a CSR comes in. */
class WeakCsrTest {

    private static final BigInteger F4 = BigInteger.valueOf(65_537);
    private static final Random RANDOM = new Random(7);

    static Stream<Arguments> moduli() {
        BigInteger half = BigInteger.probablePrime(1030, RANDOM);
        return Stream.of(
                Arguments.of(
                        "a small factor",
                        BigInteger.valueOf(65_521).multiply(BigInteger.probablePrime(2040, RANDOM)),
                        "below 65536"),
                Arguments.of("a prime number", BigInteger.probablePrime(2048, RANDOM), "prime number"),
                Arguments.of("two factors side by side", half.multiply(half.nextProbablePrime()), "close together"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("moduli")
    void a_weak_key_is_refused_with_the_reason(String name, BigInteger modulus, String why) throws IOException {
        List<Finding> findings =
                found(Keys.pem("PUBLIC KEY", SealCertificate.rsa(modulus, F4).getEncoded()));

        assertThat(findings).singleElement().satisfies(finding -> {
            assertThat(finding.path()).isEqualTo("$.csr");
            assertThat(finding.rule()).isEqualTo("weak_key");
            assertThat(finding.message()).contains(why);
        });
    }

    @Test
    void a_key_that_was_compromised_is_refused() {
        assertThat(new RequestRules(RequestSettings.defaults(), TestClock.FIXED, key -> true, (order, key) -> false)
                        .check(OrderBodies.withCsr(Keys.csr(Keys.rsa(2048))))
                        .findings())
                .extracting(Finding::rule)
                .containsExactly("compromised_key");
    }

    @Test
    void a_renewal_with_the_key_of_its_seal_is_refused_where_the_settings_say_so() {
        RequestRules rules = new RequestRules(
                RequestSettings.defaults(),
                TestClock.FIXED,
                key -> false,
                (order, key) -> order.equals(OrderId.of(4711)));
        ObjectNode body = OrderBodies.withCsr(Keys.csr(Keys.rsa(2048)));
        assertThat(rules.check(body).findings()).isEmpty();
        assertThat(rules.check(body.deepCopy().put("renewal_of_order_id", 4712)).findings())
                .isEmpty();

        for (JsonNode number : List.of(IntNode.valueOf(4711), TextNode.valueOf("4711"))) {
            assertThat(rules.check(body.deepCopy().set("renewal_of_order_id", number))
                            .findings())
                    .as(number.toString())
                    .singleElement()
                    .satisfies(finding -> {
                        assertThat(finding.path()).isEqualTo("$.csr");
                        assertThat(finding.rule()).isEqualTo("kept_key");
                    });
        }
    }

    @Test
    void a_key_of_two_random_primes_passes() {
        assertThat(found(Keys.csr(Keys.rsa(2048)))).isEmpty();
    }

    private static List<Finding> found(String csr) {
        return new RequestRules(TestClock.FIXED).check(OrderBodies.withCsr(csr)).findings();
    }
}
