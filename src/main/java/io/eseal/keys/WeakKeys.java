package io.eseal.keys;

import java.math.BigInteger;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Finds RSA keys that can be broken although their size and exponent are right. Four tests, each of which needs the
 * modulus alone:
 *
 * <ul>
 *   <li>a factor below 2^16;
 *   <li>a modulus that is itself a prime number;
 *   <li>the pattern of ROCA (CVE-2017-15361, Nemec et al., "The Return of Coppersmith's Attack", 2017): modulo each of
 *       38 small primes the modulus is a power of 65537;
 *   <li>two factors that lie so close together that Fermat's method finds them in 100 steps (CVE-2022-26320).
 * </ul>
 *
 * <p>Keys of a weak random number generator and factors that two keys share cannot be found this way.
 */
public final class WeakKeys {

    private static final int SMALL_PRIMES_BELOW = 1 << 16;
    private static final int FERMAT_STEPS = 100;
    private static final int LAST_ROCA_PRIME = 167;
    private static final int ROCA_GENERATOR = 65_537;
    // The test of a longer modulus takes seconds.
    private static final int LONGEST_PRIME_TEST = 8192;
    // One round: a product of two random primes passes it with a probability that no practice will see.
    private static final int CERTAINTY = 2;
    private static final int MOST_REMEMBERED = 1024;

    private static final int[] SMALL_PRIMES =
            IntStream.range(2, SMALL_PRIMES_BELOW).filter(WeakKeys::isPrime).toArray();
    private static final BigInteger PRODUCT_OF_SMALL_PRIMES = product(0, SMALL_PRIMES.length);

    /** Moduli that passed the tests; the oldest is forgotten first. */
    private static final Set<BigInteger> STRONG = Collections.synchronizedSet(new LinkedHashSet<>());

    private WeakKeys() {}

    /**
     * Returns why the key is weak, as the end of a sentence that begins with "The key's modulus …"; empty when none of
     * the tests says so.
     *
     * @param modulus the modulus of an RSA key of at most 16384 bits; the primality of one above 8192 bits is not
     *     tested
     */
    public static Optional<String> weakness(BigInteger modulus) {
        // The tests take milliseconds, and each request asks for the same key several times.
        if (STRONG.contains(modulus)) {
            return Optional.empty();
        }
        Optional<String> weakness = tested(modulus);
        if (weakness.isEmpty()) {
            remember(modulus);
        }
        return weakness;
    }

    private static void remember(BigInteger modulus) {
        synchronized (STRONG) {
            STRONG.add(modulus);
            if (STRONG.size() > MOST_REMEMBERED) {
                STRONG.remove(STRONG.iterator().next());
            }
        }
    }

    private static Optional<String> tested(BigInteger modulus) {
        if (modulus.compareTo(BigInteger.ONE) <= 0) {
            return Optional.of("is not a number above one");
        }
        BigInteger common = modulus.gcd(PRODUCT_OF_SMALL_PRIMES);
        if (!common.equals(BigInteger.ONE)) {
            return Optional.of("can be divided by a prime number below 65536");
        }
        if (hasPatternOfRoca(modulus)) {
            return Optional.of("has the pattern of keys made by the broken Infineon library (ROCA, CVE-2017-15361)");
        }
        if (hasCloseFactors(modulus)) {
            return Optional.of("has two factors so close together that they are found at once (CVE-2022-26320)");
        }
        if (modulus.bitLength() <= LONGEST_PRIME_TEST && modulus.isProbablePrime(CERTAINTY)) {
            return Optional.of("is a prime number itself, not the product of two");
        }
        return Optional.empty();
    }

    private static boolean hasPatternOfRoca(BigInteger modulus) {
        return IntStream.of(SMALL_PRIMES)
                .filter(prime -> prime > 2)
                .takeWhile(prime -> prime <= LAST_ROCA_PRIME)
                .allMatch(prime -> isPowerOfGenerator(
                        modulus.mod(BigInteger.valueOf(prime)).intValue(), prime));
    }

    private static boolean isPowerOfGenerator(int residue, int prime) {
        int power = 1;
        do {
            if (power == residue) {
                return true;
            }
            power = power * (ROCA_GENERATOR % prime) % prime;
        } while (power != 1);
        return false;
    }

    private static boolean hasCloseFactors(BigInteger modulus) {
        BigInteger[] root = modulus.sqrtAndRemainder();
        BigInteger middle = root[1].signum() == 0 ? root[0] : root[0].add(BigInteger.ONE);
        for (int step = 0; step < FERMAT_STEPS; step++) {
            if (isSquare(middle.multiply(middle).subtract(modulus))) {
                return true;
            }
            middle = middle.add(BigInteger.ONE);
        }
        return false;
    }

    private static boolean isSquare(BigInteger number) {
        // Squares end in one of four hexadecimal digits; the root of the others need not be drawn.
        return switch (number.intValue() & 0xF) {
            case 0, 1, 4, 9 -> number.sqrtAndRemainder()[1].signum() == 0;
            default -> false;
        };
    }

    private static BigInteger product(int from, int to) {
        if (to - from == 1) {
            return BigInteger.valueOf(SMALL_PRIMES[from]);
        }
        int middle = (from + to) >>> 1;
        return product(from, middle).multiply(product(middle, to));
    }

    private static boolean isPrime(int number) {
        return IntStream.rangeClosed(2, (int) Math.sqrt(number)).noneMatch(divisor -> number % divisor == 0);
    }
}
