package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The picture and the table of docs/architecture.md have each package and no other, and imports go the picture's way.
 */
class RoomsTest {

    private static final Pattern LAYER =
            Pattern.compile("(?s) subgraph (\\w+) \\[.*?]\n\\s*direction LR\n(.*?)\n *end\n");

    @Test
    void the_picture_has_each_package_and_no_other() throws IOException {
        assertThat(layers().stream().flatMap(List::stream)).containsExactlyInAnyOrderElementsOf(packages());
    }

    @Test
    void the_table_has_each_package() throws IOException {
        String page = page();
        assertThat(packages()).allSatisfy(name -> assertThat(page).containsPattern("/" + name + "`"));
    }

    @Test
    void the_pictures_arrows_lead_from_each_layer_to_the_next() throws IOException {
        List<String> names =
                LAYER.matcher(page()).results().map(layer -> layer.group(1)).toList();

        assertThat(page()).contains("\n  " + String.join(" --> ", names) + "\n");
    }

    @Test
    void packages_import_from_their_own_layer_of_the_picture_and_from_those_below() throws IOException {
        List<List<String>> layers = layers();
        List<String> upwards = new ArrayList<>();
        Imports.ofPackages()
                .forEach((name, others) -> others.stream()
                        .filter(other -> depth(layers, other) < depth(layers, name))
                        .forEach(other -> upwards.add(name + " imports from " + other)));

        assertThat(upwards).isEmpty();
    }

    private static int depth(List<List<String>> layers, String name) {
        return IntStream.range(0, layers.size())
                .filter(layer -> layers.get(layer).contains(name))
                .findFirst()
                .orElseThrow();
    }

    /** The packages of each layer, as drawn from above. */
    private static List<List<String>> layers() throws IOException {
        List<List<String>> layers = new ArrayList<>();
        LAYER.matcher(page())
                .results()
                .forEach(layer -> layers.add(Stream.of(layer.group(2).split("~~~"))
                        .map(String::strip)
                        .toList()));
        assertThat(layers).hasSizeGreaterThan(2);
        return layers;
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
