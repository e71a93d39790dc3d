package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.env.YamlPropertySourceLoader;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.core.env.PropertySourcesPropertyResolver;
import org.springframework.core.env.SystemEnvironmentPropertySource;
import org.springframework.core.io.ClassPathResource;
import org.yaml.snakeyaml.Yaml;

/**
 * The settings that the pages in {@code docs} name, those of {@code .env.example} and what compose hands on are the
 * same.
 */
class SettingsTest {

    private static final Pattern NAME =
            Pattern.compile("`((?:ESEAL|CERTCENTRAL|SPRING|SERVER)?_[A-Z0-9_]+(?:_<task>|_…)?)(?:=[^`]*)?`");
    /** Listens inside of its container whatever anybody says; what is published, `ports` says. */
    private static final Set<String> COMPOSES_OWN = Set.of("SERVER_ADDRESS");

    private final Set<String> listed = lines(".env.example")
            .filter(line -> line.matches("#[A-Z0-9_]+=.*"))
            .map(line -> line.substring(1, line.indexOf('=')))
            .collect(Collectors.toCollection(TreeSet::new));

    @Test
    void the_pages_name_the_settings_that_are_listed_and_no_others() {
        Set<String> named = new TreeSet<>();
        boolean settings = false;
        for (String line : Stream.of("docs/configuration.md", "docs/openid-connect.md", "docs/mail.md")
                .flatMap(SettingsTest::lines)
                .toList()) {
            settings = line.startsWith("| setting") || settings && line.startsWith("|");
            if (settings) {
                named.addAll(named(line));
            }
        }
        Set<String> ofOneTask = listed.stream()
                .filter(name -> name.matches("ESEAL_TASKS_(DUEOF|FOLLOWUPOF)_.*"))
                .collect(Collectors.toSet());
        assertThat(ofOneTask)
                .as("an example of each of ESEAL_TASKS_DUEOF_<task>, ESEAL_TASKS_FOLLOWUPOF_<task>")
                .hasSize(2);
        named.addAll(ofOneTask);
        assertThat(named).hasSizeGreaterThan(70).containsExactlyInAnyOrderElementsOf(listed);
    }

    /** The names of one row; one that begins with _ goes on where an earlier one of the row ends differently. */
    private Set<String> named(String row) {
        Set<String> names = new TreeSet<>();
        Matcher name = NAME.matcher(row);
        while (name.find()) {
            String found = name.group(1);
            if (found.endsWith("<task>") || found.endsWith("…")) {
                continue;
            }
            names.add(
                    found.startsWith("_")
                            ? names.stream()
                                    .flatMap(SettingsTest::beginnings)
                                    .map(beginning -> beginning + found)
                                    .filter(listed::contains)
                                    .findFirst()
                                    .orElse("…" + found)
                            : found);
        }
        return names;
    }

    private static Stream<String> beginnings(String name) {
        return Stream.iterate(
                        name,
                        beginning -> !beginning.isEmpty(),
                        beginning -> beginning.substring(0, Math.max(0, beginning.lastIndexOf('_'))))
                .skip(1);
    }

    /** Accepts one example for settings of single tasks and the like. */
    @Test
    void the_example_lists_every_setting_that_the_service_has_and_no_others() {
        assertThat(Setting.all().filter(setting -> listed.stream().noneMatch(setting::isSetBy)))
                .as("settings that .env.example does not list")
                .isEmpty();
        assertThat(listed.stream()
                        .filter(name -> name.matches("(ESEAL|CERTCENTRAL)_.*"))
                        .filter(name -> Setting.all().noneMatch(setting -> setting.isSetBy(name))))
                .as("what .env.example lists and nothing reads")
                .isEmpty();
    }

    @Test
    void compose_hands_on_every_one_of_them() {
        Map<String, Object> service = service("app");
        assertThat(service.get("env_file")).isEqualTo(List.of(Map.of("path", ".env", "required", false)));
        Map<String, String> environment = map(service.get("environment"));
        assertThat(environment)
                .as("what stands here too comes before the file, so each must take its value from there")
                .allSatisfy((name, value) -> assertThat(COMPOSES_OWN.contains(name)
                                || value.startsWith("${" + name + "-")
                                || value.startsWith("${" + name + ":-"))
                        .as("%s: %s", name, value)
                        .isTrue());
    }

    @Test
    void mails_lead_to_where_people_reach_the_service_under_compose_too() throws IOException {
        Map<String, Object> published = Map.of("PUBLISHED_PORT", "8081");
        Map<String, Object> reached = Map.of("PUBLISHED_PORT", "8081", "ESEAL_BASE_URL", "https://seals.example.org");
        assertThat(SettingsTest.<Object>map(service("app").get("environment")))
                .as("what compose always sets is refused by no start")
                .doesNotContainKey("ESEAL_NOTIFICATION_BASE_URL")
                .containsEntry("PUBLISHED_PORT", "${PUBLISHED_PORT:-8080}");
        assertThat(mailsLeadTo(published, "application-demo.yml", "application.yml"))
                .isEqualTo("http://localhost:8081");
        assertThat(mailsLeadTo(reached, "application-demo.yml", "application.yml"))
                .isEqualTo("https://seals.example.org");
        assertThat(mailsLeadTo(published, "application.yml"))
                .as("StartCheck refuses it")
                .isEmpty();
        assertThat(mailsLeadTo(reached, "application.yml")).isEqualTo("https://seals.example.org");
    }

    private static String mailsLeadTo(Map<String, Object> environment, String... files) throws IOException {
        MutablePropertySources sources = new MutablePropertySources();
        sources.addLast(new SystemEnvironmentPropertySource("systemEnvironment", environment));
        for (String file : files) {
            new YamlPropertySourceLoader()
                    .load(file, new ClassPathResource(file))
                    .forEach(sources::addLast);
        }
        return new PropertySourcesPropertyResolver(sources).getProperty("eseal.notification.base-url");
    }

    @Test
    void compose_publishes_nothing_to_the_network_unless_told_so() {
        Map<String, Object> services = map(compose().get("services"));
        assertThat(services.keySet().stream().flatMap(name -> ports(service(name))))
                .hasSize(3)
                .allMatch(port -> port.startsWith("127.0.0.1:") || port.startsWith("${PUBLISHED_ADDRESS:-127.0.0.1}:"));
        assertThat(service("app").get("environment"))
                .asString()
                .contains("SPRING_PROFILES_ACTIVE=${SPRING_PROFILES_ACTIVE-demo}");
    }

    private static Stream<String> ports(Map<String, Object> service) {
        return ((List<?>) service.getOrDefault("ports", List.of())).stream().map(String.class::cast);
    }

    private static Map<String, Object> service(String name) {
        return map(SettingsTest.<Object>map(compose().get("services")).get(name));
    }

    private static Map<String, Object> compose() {
        return new Yaml().load(String.join("\n", lines("docker-compose.yml").toList()));
    }

    @SuppressWarnings("unchecked")
    private static <T> Map<String, T> map(Object value) {
        return (Map<String, T>) value;
    }

    private static Stream<String> lines(String file) {
        try {
            return Files.readAllLines(Path.of(file)).stream();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
