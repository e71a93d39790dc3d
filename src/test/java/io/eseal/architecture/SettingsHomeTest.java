package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.EnumerablePropertySource;
import org.springframework.core.io.FileSystemResource;

/** Each setting of the service itself has one home, the record that holds it with its default. */
class SettingsHomeTest {

    private static final Pattern ASKED = Pattern.compile(
            "(?:(?:[gG]etProperty|containsProperty|bind|bindOrCreate|ConditionalOnProperty|[gG]etRequiredProperty)\\("
                    + "[^\")]*|name = )\"((?:eseal|certcentral)\\.[a-z0-9.-]+)\"");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{((?:eseal|certcentral)\\.[a-z0-9.-]+)(:[^}]*)?}");
    private static final Pattern ASKED_WITH_DEFAULT =
            Pattern.compile("[gG]etProperty\\(\"(?:eseal|certcentral)\\.[^\"]*\",[^)]*,[^)]*\\)");

    @Test
    void what_the_code_and_the_configuration_name_has_a_home() {
        Set<String> homes = Setting.all().map(Setting::name).collect(Collectors.toSet());
        Set<String> named = new TreeSet<>();
        found(ASKED).forEach(match -> named.add(match.group(1)));
        found(PLACEHOLDER).forEach(match -> named.add(match.group(1)));
        named.addAll(keys("application.yml"));
        named.addAll(keys("application-demo.yml"));
        assertThat(named)
                .as("settings that the code or the configuration names")
                .hasSizeGreaterThan(5)
                .allMatch(name -> homes.stream().anyMatch(home -> home.equals(name) || home.startsWith(name + ".")));
    }

    @Test
    void no_default_stands_outside_of_the_records() {
        assertThat(found(PLACEHOLDER)
                        .filter(match ->
                                match.group(2) != null && match.group(2).length() > 1)
                        .map(MatchResult::group))
                .isEmpty();
        assertThat(found(ASKED_WITH_DEFAULT).map(MatchResult::group)).isEmpty();
        assertThat(properties("application.yml")
                        .filter(source -> source.getPropertyNames().length > 0)
                        .flatMap(source -> Stream.of(source.getPropertyNames())
                                .filter(SettingsHomeTest::isOwn)
                                .filter(name -> !String.valueOf(source.getProperty(name))
                                        .startsWith("${"))))
                .as("set for every installation: that is a default")
                .isEmpty();
    }

    private static Set<String> keys(String file) {
        return properties(file)
                .flatMap(source -> Stream.of(source.getPropertyNames()))
                .filter(SettingsHomeTest::isOwn)
                .collect(Collectors.toSet());
    }

    private static boolean isOwn(String name) {
        return name.startsWith("eseal.") || name.startsWith("certcentral.");
    }

    private static Stream<EnumerablePropertySource<?>> properties(String file) {
        try {
            return new YamlPropertySourceLoader()
                    .load(file, new FileSystemResource("src/main/resources/" + file)).stream()
                            .map(source -> (EnumerablePropertySource<?>) source);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<MatchResult> found(Pattern pattern) {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            List<MatchResult> found = files.filter(file -> file.toString().matches(".*\\.(java|yml)"))
                    .flatMap(file -> pattern.matcher(read(file)).results())
                    .toList();
            return found.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
