package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The formatter breaks Java after 120 characters, but neither texts nor what stands in text blocks; nothing else is
 * broken by it. Not held to this: tables and code in pages, HTML, and migrations, which do not change once they have
 * run.
 */
class LineLengthTest {

    private static final int LONGEST = 140;

    @Test
    void no_line_of_code_or_settings_is_longer_than_140_characters() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src"));
                Stream<Path> scripts = Files.list(Path.of(".ci"))) {
            assertThat(tooLong(
                            Stream.of(
                                            sources.filter(
                                                    path -> path.toString().matches(".*[.](java|yml|js|css)")),
                                            scripts.filter(path ->
                                                    Files.isRegularFile(path) && !path.endsWith("package-lock.json")),
                                            Stream.of("Dockerfile", "docker-compose.yml", ".env.example")
                                                    .map(Path::of))
                                    .flatMap(part -> part)
                                    .toList(),
                            (lines, i) -> true))
                    .isEmpty();
        }
    }

    @Test
    void no_line_of_prose_is_longer_than_140_characters() throws IOException {
        try (Stream<Path> pages = Files.list(Path.of("."));
                Stream<Path> docs = Files.walk(Path.of("docs"))) {
            assertThat(tooLong(
                            Stream.concat(pages, docs)
                                    .filter(path -> path.toString().endsWith(".md"))
                                    .toList(),
                            LineLengthTest::isProse))
                    .isEmpty();
        }
    }

    private static boolean isProse(List<String> lines, int index) {
        long fences = lines.subList(0, index).stream()
                .filter(line -> line.strip().startsWith("```"))
                .count();
        return fences % 2 == 0 && !lines.get(index).startsWith("|");
    }

    private static List<String> tooLong(List<Path> files, BiPredicate<List<String>, Integer> counts)
            throws IOException {
        assertThat(files).hasSizeGreaterThan(20);
        List<String> tooLong = new ArrayList<>();
        for (Path file : files) {
            List<String> lines = Files.readAllLines(file);
            for (int i = 0; i < lines.size(); i++) {
                if (lines.get(i).length() > LONGEST && counts.test(lines, i)) {
                    tooLong.add(file + ":" + (i + 1));
                }
            }
        }
        return tooLong;
    }
}
