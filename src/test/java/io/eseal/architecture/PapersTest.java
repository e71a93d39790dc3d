package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Compares the papers beside the code with the code: versions, files that tests write, updates. */
class PapersTest {

    private static final Pattern GENERATED =
            Pattern.compile("new GeneratedFile\\([^;]*?\"(\\w+Test)\",\\s*\"([\\w.]+)\"\\)");

    @Test
    void the_newest_change_is_that_of_the_version_and_of_its_day() {
        String pom = read("pom.xml");
        String version = found(pom, "<artifactId>eseal-orchestrator</artifactId>\\s*<version>([^<]+)<");
        String day = found(pom, "<project.build.outputTimestamp>([^T<]+)T");
        assertThat(found(read("CHANGELOG.md"), "(?m)^## (.*)$")).isEqualTo(version + ", " + day);
        assertThat(read("CHANGELOG.md")).doesNotContain("been released yet");
    }

    @Test
    void contributors_are_told_of_every_file_that_a_test_writes() throws IOException {
        String told = read("CONTRIBUTING.md");
        try (Stream<Path> tests = Files.walk(Path.of("src/test/java"))) {
            assertThat(tests.filter(file -> file.toString().endsWith("Test.java"))
                            .flatMap(file ->
                                    GENERATED.matcher(read(file.toString())).results())
                            .map(test -> "-Dtest=" + test.group(1) + " -D" + test.group(2) + "=write"))
                    .hasSizeGreaterThan(3)
                    .allMatch(told::contains);
        }
    }

    /** Checks images of which another major version needs more than another number. */
    @ParameterizedTest
    @CsvSource({
        "docker-compose.yml, postgres, 18",
        "Dockerfile, eclipse-temurin, 21-jre",
        "Dockerfile, maven, 3.9-eclipse-temurin-21"
    })
    void another_major_is_not_proposed(String file, String image, String another) throws IOException {
        Set<Pattern> allowed = allowedVersions(image);
        Set<String> used = Pattern.compile("(?m)(?:image: |FROM )" + image + ":(\\S+)")
                .matcher(read(file))
                .results()
                .map(match -> match.group(1))
                .collect(Collectors.toSet());
        assertThat(used).isNotEmpty().allMatch(version -> allows(allowed, version));
        assertThat(allows(allowed, another)).as(image + ":" + another).isFalse();
    }

    private static boolean allows(Set<Pattern> allowed, String version) {
        return !allowed.isEmpty()
                && allowed.stream().allMatch(it -> it.matcher(version).find());
    }

    private static Set<Pattern> allowedVersions(String name) throws IOException {
        JsonNode rules =
                new ObjectMapper().readTree(read(".github/renovate.json")).get("packageRules");
        return rules.findParents("allowedVersions").stream()
                .filter(rule -> rule.get("matchPackageNames").toString().contains("\"" + name + "\""))
                .map(rule ->
                        Pattern.compile(rule.get("allowedVersions").asText().replaceAll("^/|/$", "")))
                .collect(Collectors.toSet());
    }

    private static String found(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .findFirst()
                .map((MatchResult match) -> match.group(1))
                .orElseThrow();
    }

    private static String read(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
