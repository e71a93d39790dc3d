package io.eseal;

import java.util.Random;

/** The random numbers of property tests: each run has other cases, and {@code -Deseal.test.seed=N} repeats those of a run. */
public final class RandomCases {

    private RandomCases() {
    }

    /** Prints the seed, with the name of what it is for. */
    public static Random of(String name) {
        long seed = Long.getLong("eseal.test.seed", System.nanoTime());
        System.out.println("cases of " + name + ": -Deseal.test.seed=" + seed);
        return new Random(seed);
    }
}
