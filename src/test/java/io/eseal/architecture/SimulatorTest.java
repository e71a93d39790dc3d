package io.eseal.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.lang.syntax.ArchRuleDefinition;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The service and the stand-in for CertCentral share no class, not even a constant, so that mistakes do not cancel out.
 */
class SimulatorTest {

    private static final Path SERVICE = Path.of("src/main");
    private static final Path STAND_IN = Path.of("src/simulator");

    @Test
    void the_stand_in_names_nothing_of_the_service() throws IOException {
        assertThat(filesThatName(STAND_IN, "io\\.eseal\\b|org\\.camunda\\b")).isEmpty();
    }

    @Test
    void the_service_names_nothing_of_the_stand_in() throws IOException {
        assertThat(filesThatName(SERVICE, "certcentral\\.simulator\\b")).isEmpty();
    }

    /** Compares the libraries that the stand-in needs with those that its jar takes along; see pom.xml. */
    @Test
    void the_stand_in_needs_a_small_web_application_alone() {
        ArchRuleDefinition.classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage(
                        "certcentral.simulator..",
                        "java..",
                        "javax.security.auth.x500..",
                        "javax.xml..",
                        "org.w3c.dom..",
                        "org.xml.sax..",
                        "jakarta.servlet..",
                        "org.springframework..",
                        "org.apache.catalina.connector..",
                        "com.fasterxml.jackson..",
                        "org.bouncycastle..",
                        "org.slf4j..")
                .check(new ClassFileImporter().importPackages("certcentral.simulator"));
    }

    private static List<Path> filesThatName(Path folder, String name) throws IOException {
        Pattern pattern = Pattern.compile(name);
        try (Stream<Path> files = Files.walk(folder)) {
            List<Path> sources = files.filter(file -> file.toString().matches(".*\\.(java|yml|properties|factories)"))
                    .toList();
            assertThat(sources).as("files that were read").hasSizeGreaterThan(10);
            return sources.stream()
                    .filter(file -> pattern.matcher(text(file)).find())
                    .toList();
        }
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
