package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * A user task's id is named in the package of its phase alone: whoever else treats tasks differently reads their
 * definitions, so that no other package changes for a new task.
 */
class TaskIdsTest {

    private static final Path SOURCES = Path.of("src/main/java/io/eseal");
    private static final Pattern TASK = Pattern.compile("\\bElements\\.(USER_\\w+)");

    @Test
    void a_task_is_named_in_the_package_of_its_phase_alone() throws IOException {
        Map<String, String> phases = new TreeMap<>();
        Map<String, Set<String>> named = new TreeMap<>();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                String place = SOURCES.relativize(file).toString().replace('\\', '/');
                TASK.matcher(Files.readString(file))
                        .results()
                        .map(match -> match.group(1))
                        .forEach(task -> {
                            if (place.endsWith("Tasks.java")) {
                                phases.put(task, place.split("/")[0]);
                            }
                            named.computeIfAbsent(task, id -> new TreeSet<>()).add(place);
                        });
            }
        }

        assertThat(phases).hasSizeGreaterThan(15);
        assertThat(named)
                .allSatisfy((task, places) ->
                        assertThat(places).as(task).allMatch(place -> place.startsWith(phases.get(task) + "/")));
    }
}
