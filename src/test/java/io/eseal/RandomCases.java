package io.eseal;

import java.util.Random;

/**
 * The random numbers of property tests. Every run has the same cases, so that a build fails only for what was changed:
 * {@code -Deseal.test.seed=N} makes others, and {@code -Deseal.test.seed=0} new ones, whose seed is printed.
 */
public final class RandomCases {

    private static final long SEED = 20261129;

    private RandomCases() {}

    /** @param name what the cases are of, printed with the seed */
    public static Random of(String name) {
        long asked = Long.getLong("eseal.test.seed", SEED);
        long seed = asked == 0 ? System.nanoTime() : asked;
        System.out.println("cases of " + name + ": -Deseal.test.seed=" + seed);
        return new Random(seed);
    }
}
