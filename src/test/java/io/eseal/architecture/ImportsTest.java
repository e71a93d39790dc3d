package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Looks at the imports in the sources: the compiler writes constants into whoever uses them, so that the classes do not
 * show it.
 */
class ImportsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/eseal");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?io\\.eseal\\.([a-z]+)\\.", Pattern.MULTILINE);

    @Test
    void packages_import_from_each_other_in_no_circle() throws IOException {
        Map<String, Set<String>> imports = imports();
        assertThat(imports).as("packages that were read").hasSizeGreaterThan(15);
        assertThat(circle(imports)).isEmpty();
    }

    private static Map<String, Set<String>> imports() throws IOException {
        Map<String, Set<String>> imports = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(path ->
                            path.toString().endsWith(".java") && path.getNameCount() > SOURCES.getNameCount() + 1)
                    .toList()) {
                String own = SOURCES.relativize(file).getName(0).toString();
                Set<String> others = imports.computeIfAbsent(own, name -> new TreeSet<>());
                IMPORT.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .filter(other -> !other.equals(own))
                        .forEach(others::add);
            }
        }
        return imports;
    }

    /**
     * What is left when every package that imports from nobody left is taken away, again and again: those in circles,
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
