package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.eseal.fixtures.DescribedApi;
import io.eseal.fixtures.GeneratedFile;
import io.eseal.fixtures.OrderBodies;
import io.eseal.signin.Visitor;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    requester | GET  | /api/eseals                          |                  |                | 200
                    requester | GET  | /api/eseals?size=0                   |                  |                | 400
                    nobody    | GET  | /api/eseals                          |                  |                | 401
                    auditor   | POST | /api/ledger-checks                   |                  |                | 403
                    requester | GET  | /api/eseals/ES-00000000              |                  |                | 404
                    requester | POST | /api/eseals                          | application/json | {              | 400
                    requester | POST | /api/eseals                          | text/plain       | {}             | 415
                    requester | POST | /api/eseals                          | application/json | {}             | 422
                    requester | PUT  | /api/eseals/ES-00000000/csr          | text/plain       | PEM            | 404
                    requester | POST | /api/eseals/ES-00000000/cancellation | application/json | {"reason":"4111111111111111"} | 422
                    operator  | POST | /api/eseals/ES-00000000/revocation   |                  |                | 404
                    operator  | POST | /api/eseals/ES-00000000/reissue      | application/json | {}             | 404
                    operator  | POST | /api/eseals/ES-00000000/renewal      | application/json | {}             | 404
                    finance   | POST | /api/eseals/ES-00000000/card-payment | application/json | {}             | 404
                    operator  | POST | /api/retries?cause=X                 |                  |                | 400
                    operator  | POST | /api/retries?cause=OUTAGE           |                  |                | 202
                    auditor   | GET  | /api/retries                         |                  |                | 200
                    auditor   | GET  | /api/ledger-checks/1                 |                  |                | 404
                    """)
    void what_callers_meet_is_described(
            String user, String method, String path, String contentType, String body, int status) {
        HttpResponse<String> answer = Visitor.basic(port, user)
                .send(
                        method,
                        path,
                        body == null ? "" : body,
                        contentType == null
                                ? new String[] {"Accept", "*/*"}
                                : new String[] {"Accept", "*/*", "Content-Type", contentType});
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(status);
        DescribedApi.isTrueTo(
                method,
                path,
                status,
                answer.headers().firstValue("Content-Type").orElse(""));
    }

    /** Compares answers with the description at each step of a request. */
    @Test
    void what_a_request_meets_on_its_way_is_described() {
        Visitor requester = Visitor.basic(port, "requester");
        HttpResponse<String> asked =
                requester.json("POST", "/api/eseals", OrderBodies.ownKey().toString());
        assertThat(asked.statusCode()).isEqualTo(202);
        String address = asked.headers().firstValue("Location").orElseThrow();
        for (String[] call : new String[][] {
            {"GET", address},
            {"GET", address + "/card-payment"},
            {"GET", address + "/evidence"},
            {"GET", address + "/certificate"},
            {"POST", address + "/revocation"},
            {"POST", address + "/reissue"},
            {"POST", address + "/renewal"},
            {"POST", address + "/cancellation"},
            {"POST", address + "/cancellation"}
        }) {
            HttpResponse<String> answer = requester.send(call[0], call[1], "", "Accept", "*/*");
            DescribedApi.isTrueTo(
                    call[0],
                    call[1],
                    answer.statusCode(),
                    answer.headers().firstValue("Content-Type").orElse(""));
        }
    }

    @Test
    void the_version_described_is_that_of_the_product() throws IOException {
        assertThat(JSON.readTree(described()).at("/info/version").asText())
                .isEqualTo(Files.readString(Path.of("pom.xml"))
                        .replaceFirst(
                                "(?s).*?<artifactId>eseal-orchestrator</artifactId>\\s*<version>([^<]+)<.*", "$1"));
    }

    /** Returns the description without the address of this service and in the order of the keys. */
    private String described() throws IOException {
        String answer = Visitor.basic(port, "auditor").get("/api/openapi").body();
        TreeMap<?, ?> document = JSON.readValue(answer, TreeMap.class);
        document.remove("servers");
        return JSON.writeValueAsString(document) + "\n";
    }
}
