package io.eseal.keys;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.RandomCases;
import java.math.BigInteger;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WeakKeysTest {

    private static final BigInteger GENERATOR = BigInteger.valueOf(65_537);
    private static final BigInteger SMALL_PRIMES = IntStream.rangeClosed(2, 167)
            .mapToObj(BigInteger::valueOf)
            .filter(number -> number.isProbablePrime(30))
            .reduce(BigInteger.ONE, BigInteger::multiply);

    private final Random random = RandomCases.of("weak keys");

    @Test
    void the_product_of_two_random_primes_is_not_weak() {
        for (int i = 0; i < 20; i++) {
            assertThat(WeakKeys.weakness(prime(512).multiply(prime(512)))).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 251, 65_519, 65_521})
    void a_factor_below_2_to_16_is_found(int factor) {
        assertThat(WeakKeys.weakness(prime(512).multiply(prime(500)).multiply(BigInteger.valueOf(factor))))
                .get()
                .asString()
                .contains("divided by a prime");
    }

    @Test
    void what_is_said_of_a_key_stays_when_it_is_asked_for_again() {
        BigInteger weak = prime(512).multiply(prime(512)).multiply(BigInteger.valueOf(3));
        BigInteger strong = prime(512).multiply(prime(512));
        Optional<String> said = WeakKeys.weakness(weak);
        WeakKeys.weakness(strong);

        assertThat(said).isPresent();
        assertThat(WeakKeys.weakness(weak)).isEqualTo(said);
        assertThat(WeakKeys.weakness(strong)).isEmpty();
    }

    @Test
    void a_factor_above_it_is_not_looked_for() {
        assertThat(WeakKeys.weakness(prime(512).multiply(prime(500)).multiply(GENERATOR)))
                .isEmpty();
    }

    @Test
    void the_pattern_of_ROCA_is_found() {
        for (int i = 0; i < 20; i++) {
            BigInteger modulus = ofRoca().multiply(ofRoca());
            assertThat(WeakKeys.weakness(modulus)).get().asString().contains("ROCA");
            assertThat(WeakKeys.weakness(modulus.add(BigInteger.TWO)))
                    .as("its neighbour")
                    .asString()
                    .doesNotContain("ROCA");
        }
    }

    @Test
    void close_primes_are_found_within_100_steps_and_no_further() {
        BigInteger prime = prime(512);
        assertThat(WeakKeys.weakness(prime.multiply(prime))).asString().contains("close together");
        assertThat(WeakKeys.weakness(prime.multiply(prime.nextProbablePrime())))
                .asString()
                .contains("close together");
        // Factors a-b and a+b: the first step is at the root of a²-b², and a lies 99 or 100 steps from it.
        BigInteger middle = BigInteger.ONE.shiftLeft(512).add(prime(500));
        assertThat(found(middle, 99)).isTrue();
        assertThat(found(middle, 100)).isFalse();
    }

    /** Whether it is found when the middle of the factors lies so many steps from the first try. */
    private static boolean found(BigInteger middle, int steps) {
        BigInteger low = BigInteger.ZERO;
        BigInteger high = middle.shiftRight(1);
        while (low.add(BigInteger.ONE).compareTo(high) < 0) {
            BigInteger distance = low.add(high).shiftRight(1);
            if (stepsTo(middle, distance) > steps) {
                high = distance;
            } else {
                low = distance;
            }
        }
        BigInteger distance = low;
        while (stepsTo(middle, distance) == steps) {
            BigInteger modulus = middle.multiply(middle).subtract(distance.multiply(distance));
            String why = WeakKeys.weakness(modulus).orElse("");
            if (!why.contains("divided by a prime")) {
                return why.contains("close together");
            }
            distance = distance.subtract(BigInteger.ONE);
        }
        throw new AssertionError("no such modulus without small factors");
    }

    private static long stepsTo(BigInteger middle, BigInteger distance) {
        BigInteger modulus = middle.multiply(middle).subtract(distance.multiply(distance));
        BigInteger[] root = modulus.sqrtAndRemainder();
        BigInteger first = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        return middle.subtract(first).min(BigInteger.valueOf(1_000)).longValue();
    }

    @Test
    void a_prime_is_no_modulus() {
        assertThat(WeakKeys.weakness(prime(1024))).asString().contains("prime number itself");
    }

    @ParameterizedTest
    @ValueSource(longs = {-15, -1, 0, 1})
    void a_number_that_is_not_above_one_is_no_modulus(long number) {
        assertThat(WeakKeys.weakness(BigInteger.valueOf(number))).isPresent();
    }

    @Test
    void a_long_number_takes_no_long_time() {
        long begin = System.nanoTime();
        WeakKeys.weakness(new BigInteger(16_384, random).setBit(16_383).setBit(0));
        WeakKeys.weakness(GENERATOR.pow(1023));
        assertThat((System.nanoTime() - begin) / 1_000_000).isLessThan(5_000);
    }

    private BigInteger prime(int bits) {
        return new BigInteger(bits, 30, random);
    }

    private BigInteger ofRoca() {
        while (true) {
            BigInteger candidate = new BigInteger(512 - SMALL_PRIMES.bitLength(), random)
                    .setBit(511 - SMALL_PRIMES.bitLength())
                    .multiply(SMALL_PRIMES)
                    .add(GENERATOR.modPow(BigInteger.valueOf(random.nextInt(1 << 20)), SMALL_PRIMES));
            if (candidate.isProbablePrime(20)) {
                return candidate;
            }
        }
    }
}
