package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The picture and the table of docs/architecture.md have each package, and no other. */
class RoomsTest {

    private static final Pattern PICTURE = Pattern.compile("(?s)```mermaid\n(.*?)```");
    private static final Set<String> NO_PACKAGES =
            Set.of("doors", "phases", "around", "ground", "people", "vendor", "database");

    @Test
    void the_picture_has_each_package_and_no_other() throws IOException {
        String picture =
                PICTURE.matcher(page()).results().findFirst().orElseThrow().group(1);
        Set<String> shown = Stream.of(picture.replaceAll("\"[^\"]*\"", "").split("[^a-z]+"))
                .filter(word -> !Set.of("", "flowchart", "subgraph", "end").contains(word))
                .filter(word -> !NO_PACKAGES.contains(word))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(shown).containsExactlyElementsOf(packages());
    }

    @Test
    void the_table_has_each_package() throws IOException {
        String page = page();
        assertThat(packages()).allSatisfy(name -> assertThat(page).containsPattern("/" + name + "`"));
    }

    private static String page() throws IOException {
        return Files.readString(Path.of("docs", "architecture.md"));
    }

    private static List<String> packages() throws IOException {
        try (Stream<Path> folders = Files.list(Path.of("src/main/java/io/eseal"))) {
            return folders.filter(folder -> Files.exists(folder.resolve("package-info.java")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }
}
