package io.eseal.web;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eseal.fixtures.GeneratedFile;
import io.eseal.signin.Visitor;
import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * The description of the REST interface is a file of the repository, so that a change of it shows in a review:
 * {@code mvn test -Dtest=OpenApiTest -Dopenapi=write} writes it anew.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"certcentral.base-url=http://localhost:9/", "spring.datasource.url=jdbc:h2:mem:openapi"})
@ActiveProfiles("demo")
@DirtiesContext
class OpenApiTest {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS, SerializationFeature.INDENT_OUTPUT)
            .build();

    @LocalServerPort
    private int port;

    @Test
    void the_file_describes_the_interface_as_it_is() throws IOException {
        new GeneratedFile(Path.of("docs", "openapi.json"), "OpenApiTest", "openapi").isStill(described());
    }

    /** Without the address of this one service, and in the order of the keys. */
    private String described() throws IOException {
        String answer = Visitor.basic(port, "auditor").get("/api/openapi").body();
        TreeMap<?, ?> document = JSON.readValue(answer, TreeMap.class);
        document.remove("servers");
        return JSON.writeValueAsString(document) + "\n";
    }
}
