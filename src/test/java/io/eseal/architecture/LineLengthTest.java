package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The formatter breaks code after 120 characters, but neither texts nor what stands in text blocks. */
class LineLengthTest {

    private static final int LONGEST = 140;

    @Test
    void no_line_of_java_or_settings_is_longer_than_140_characters() throws IOException {
        List<String> tooLong = new ArrayList<>();
        try (Stream<Path> sources = Files.walk(Path.of("src"))) {
            Stream<Path> files = Stream.concat(
                    sources.filter(path -> path.toString().matches(".*[.](java|yml)")),
                    Stream.of("docker-compose.yml", ".env.example").map(Path::of));
            for (Path file : files.toList()) {
                List<String> lines = Files.readAllLines(file);
                for (int i = 0; i < lines.size(); i++) {
                    if (lines.get(i).length() > LONGEST) {
                        tooLong.add(file + ":" + (i + 1));
                    }
                }
            }
        }
        assertThat(tooLong).isEmpty();
    }
}
