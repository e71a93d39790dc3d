package io.eseal.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The imports in the sources: the compiler writes constants into whoever uses them, so that the classes do not show
 * them.
 */
final class Imports {

    private static final Path SOURCES = Path.of("src/main/java/io/eseal");
    private static final Pattern IMPORT =
            Pattern.compile("^import (?:static )?io\\.eseal\\.([a-z]+)\\.", Pattern.MULTILINE);

    private Imports() {}

    /** The other packages that each package imports from. */
    static Map<String, Set<String>> ofPackages() throws IOException {
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
}
