package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Packages depend on each other in one direction. */
class ImportsTest {

    @Test
    void packages_import_from_each_other_in_no_circle() throws IOException {
        Map<String, Set<String>> imports = Imports.ofPackages();
        assertThat(imports).as("packages that were read").hasSizeGreaterThan(15);
        assertThat(circle(imports)).isEmpty();
    }

    /**
     * Removes packages that import from no remaining package, again and again; returns the rest: packages in circles,
     * or that lead into one.
     */
    private static Map<String, Set<String>> circle(Map<String, Set<String>> imports) {
        Map<String, Set<String>> left = new TreeMap<>();
        imports.forEach((name, others) -> left.put(name, new TreeSet<>(others)));
        Deque<String> free = new ArrayDeque<>();
        do {
            free.clear();
            left.forEach((name, others) -> {
                if (others.isEmpty()) {
                    free.add(name);
                }
            });
            free.forEach(left::remove);
            left.values().forEach(others -> others.removeAll(free));
        } while (!free.isEmpty());
        return left;
    }
}
