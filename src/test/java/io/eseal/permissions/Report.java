package io.eseal.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The matrix as it was found, route by route: build output for whoever wants to see it all. */
final class Report {

    private static final Path FILE = Path.of("target/authorisation-matrix.md");

    private Report() {}

    static void write(Findings findings) throws IOException {
        Stream<String> head = Stream.of(
                "# Who got what of every route",
                "",
                "| route | " + Person.ALL.stream().map(Person::user).collect(Collectors.joining(" | ")) + " |",
                "|---|" + "---|".repeat(Person.ALL.size()));
        Files.createDirectories(FILE.getParent());
        Files.write(
                FILE,
                Stream.of(
                                head,
                                findings.access().entrySet().stream().map(Report::row),
                                findings.unclear().stream().map(it -> "\n" + it))
                        .flatMap(lines -> lines)
                        .toList());
    }

    private static String row(Map.Entry<Route, Map<Person, Access>> found) {
        List<String> cells = Person.ALL.stream()
                .map(person -> found.getValue().get(person).written)
                .toList();
        return "| `" + found.getKey() + "` | " + String.join(" | ", cells) + " |";
    }
}
