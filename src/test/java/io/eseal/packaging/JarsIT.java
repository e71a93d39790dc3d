package io.eseal.packaging;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class JarsIT {

    private static final String CLASSES = "BOOT-INF/classes/";
    private static final String LIBRARIES = "BOOT-INF/lib/";
    private static final Pattern CLASSIFIER = Pattern.compile("[?&]classifier=([^&]+)");
    /** Added by Spring Boot's plugin itself, with which the jar unpacks itself; no dependency. */
    private static final String BOOTS_OWN = "spring-boot-jarmode-tools-";

    @Test
    void the_service_holds_nothing_of_the_stand_in_or_the_launcher() throws IOException {
        assertThat(entries(Jars.SERVICE))
                .filteredOn(entry -> entry.startsWith(CLASSES + "certcentral") || entry.contains("eseal/demo"))
                .isEmpty();
        assertThat(entries(Jars.SERVICE)).as("read").contains(CLASSES + "io/eseal/EsealOrchestratorApplication.class");
    }

    @Test
    void the_service_cannot_issue_a_certificate_and_brings_no_key() throws IOException {
        assertThat(entries(Jars.SERVICE))
                .filteredOn(entry -> entry.matches("(?i)" + CLASSES + ".*\\.(p12|pfx|jks|keystore|key|pem|der)"))
                .isEmpty();
        assertThat(classesThatName(Jars.SERVICE, "X509v3CertificateBuilder")).isEmpty();
        assertThat(classesThatName(Jars.SIMULATOR, "X509v3CertificateBuilder"))
                .as("seen where it is")
                .isNotEmpty();
    }

    @Test
    void the_stand_in_holds_nothing_but_itself_and_a_small_web_application() throws IOException {
        assertThat(entries(Jars.SIMULATOR))
                .filteredOn(entry -> entry.startsWith(CLASSES) && !entry.endsWith("/"))
                .isNotEmpty()
                .allMatch(entry -> entry.startsWith(CLASSES + "certcentral/simulator/"));
        assertThat(entries(Jars.SIMULATOR))
                .filteredOn(entry -> entry.matches(
                        "(?i)BOOT-INF/lib/.*(camunda|operaton|flyway|h2-|postgresql|jdbc|mybatis|security|mail).*"))
                .isEmpty();
    }

    @Test
    void the_service_lists_its_parts() throws IOException {
        Set<String> listed = new HashSet<>();
        try (JarFile file = new JarFile(Jars.SERVICE.toFile())) {
            JarEntry parts = file.getJarEntry("META-INF/sbom/application.cdx.json");
            assertThat(parts)
                    .as("the SBOM, which a build with -o does not make")
                    .isNotNull();
            new ObjectMapper()
                    .readTree(file.getInputStream(parts))
                    .get("components")
                    .forEach(part -> listed.add(jar(part)));
        }
        assertThat(entries(Jars.SERVICE).stream()
                        .filter(entry -> entry.matches(LIBRARIES + ".+"))
                        .map(entry -> entry.substring(LIBRARIES.length())))
                .hasSizeGreaterThan(100)
                .as("libraries in the jar, each named by the SBOM in it")
                .allMatch(library -> listed.contains(library) || library.startsWith(BOOTS_OWN));
    }

    private static String jar(JsonNode part) {
        Matcher classifier = CLASSIFIER.matcher(part.get("purl").asText());
        return part.get("name").asText() + "-" + part.get("version").asText()
                + (classifier.find() ? "-" + classifier.group(1) : "") + ".jar";
    }

    private static List<String> entries(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return file.stream().map(JarEntry::getName).toList();
        }
    }

    private static List<String> classesThatName(Path jar, String type) throws IOException {
        List<String> found = new ArrayList<>();
        try (JarFile file = new JarFile(jar.toFile())) {
            for (JarEntry entry : file.stream()
                    .filter(it ->
                            it.getName().startsWith(CLASSES) && it.getName().endsWith(".class"))
                    .toList()) {
                byte[] content = file.getInputStream(entry).readAllBytes();
                if (new String(content, StandardCharsets.ISO_8859_1).contains(type)) {
                    found.add(entry.getName());
                }
            }
        }
        return found;
    }
}
