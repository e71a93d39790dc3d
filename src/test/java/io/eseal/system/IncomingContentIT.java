package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;

/** Tests that each door takes only what it claims to take, and that none keeps any of a private key. */
@ExtendWith(OutputCaptureExtension.class)
class IncomingContentIT extends Scenario {

    private static final String START = "/engine-rest/process-definition/key/eseal-lifecycle/start";
    private static final String FORM = "/engine-rest/process-definition/key/eseal-lifecycle/submit-form";
    private static final byte[] DER = Keys.rsa(3072).getPrivate().getEncoded();
    private static final String PEM = Keys.pem("PRIVATE KEY", DER);
    private static final Charset WINDOWS = Charset.forName("windows-1252");

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on("jdbc:h2:mem:incoming-content", "sa", "");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    private static Map<String, String> shapes() {
        Map<String, String> shapes = new LinkedHashMap<>();
        shapes.put("PEM", PEM);
        shapes.put("PEM on one line", PEM.replace("\n", " "));
        shapes.put("PEM with written line breaks", PEM.replace("\n", "\\n"));
        shapes.put("PEM that is quoted", PEM.replaceAll("(?m)^", "> "));
        shapes.put("PEM of another label", PEM.replace("PRIVATE KEY", "CERTIFICATE REQUEST"));
        shapes.put("bare base64", Base64.getEncoder().encodeToString(DER));
        shapes.put("base64url", Base64.getUrlEncoder().encodeToString(DER));
        shapes.put("hexadecimal", HexFormat.of().formatHex(DER));
        shapes.put("a file", Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_8)));
        shapes.put("a file in UTF-16", Base64.getEncoder().encodeToString(PEM.getBytes(StandardCharsets.UTF_16)));
        shapes.put("in an address", URLEncoder.encode(PEM, StandardCharsets.UTF_8));
        return shapes;
    }

    /** Pieces of each way in which the key could be written down. */
    private static List<String> pieces() {
        return Stream.concat(shapes().values().stream(), Stream.of(new String(DER, StandardCharsets.ISO_8859_1)))
                .flatMap(shape -> Stream.of(shape.substring(1_000, 1_050), shape.substring(1_500, 1_550))
                        .flatMap(String::lines)
                        .filter(line -> line.length() > 15))
                .toList();
    }

    @Test
    void a_private_key_is_refused_at_each_door_and_nothing_of_it_is_kept(CapturedOutput output) {
        String correcting = as("requester")
                .postJson(START, variable("request", "Json", "{}"))
                .json()
                .get("businessKey")
                .asText();
        String correct = path(waitsIn(correcting, Elements.USER_CORRECT_REQUEST));
        String submitting = approved(OrderBodies.ownKey());
        String submit = path(waitsIn(submitting, Elements.USER_SUBMIT_CSR));
        List<String> answers = new ArrayList<>();
        shapes().forEach((shape, key) -> {
            ObjectNode withKey = OrderBodies.withCsr(key);
            ObjectNode variables = variable("request", "Json", withKey.toString());
            for (String door : List.of(
                    START,
                    FORM,
                    correct + "/complete",
                    correct + "/submit-form",
                    correct + "/resolve",
                    submit + "/complete",
                    submit + "/submit-form")) {
                refused(400, shape + " at " + door, as("requester").postJson(door, variables), answers);
                refused(
                        400,
                        shape + " as bytes at " + door,
                        as("requester")
                                .postJson(
                                        door,
                                        variable(
                                                "request",
                                                "Bytes",
                                                Base64.getEncoder()
                                                        .encodeToString(key.getBytes(StandardCharsets.UTF_8)))),
                        answers);
            }
            refused(
                    400,
                    shape + " in a comment",
                    as("admin")
                            .postJson(
                                    submit + "/comment/create",
                                    SingleQuoted.object("{}").put("message", key)),
                    answers);
            refused(
                    400,
                    shape + " in a variable",
                    as("admin")
                            .send(
                                    "PUT",
                                    submit + "/variables/note",
                                    SingleQuoted.object("{}")
                                            .put("type", "String")
                                            .put("value", key)
                                            .toString(),
                                    "Content-Type",
                                    "application/json"),
                    answers);
            refused(
                    400,
                    shape + " in an attachment",
                    as("admin")
                            .send(
                                    "POST",
                                    submit + "/attachment/create",
                                    "--edge\r\nContent-Disposition: form-data; name=\"attachment-description\"\r\n\r\n"
                                            + key + "\r\n--edge--\r\n",
                                    "Content-Type",
                                    "multipart/form-data; boundary=edge"),
                    answers);
            refused(422, shape + " in a request", as("requester").postJson("/api/eseals", withKey), answers);
            refused(
                    422,
                    shape + " as the CSR",
                    as("requester")
                            .send("PUT", "/api/eseals/" + submitting + "/csr", key, "Content-Type", "text/plain"),
                    answers);
            refused(
                    422,
                    shape + " as a reason",
                    as("requester")
                            .postJson(
                                    "/api/eseals/" + submitting + "/cancellation",
                                    SingleQuoted.object("{}").put("reason", reason(key))),
                    answers);
            refused(
                    400,
                    shape + " in a search",
                    as("requester").get("/api/eseals?q=" + URLEncoder.encode(key, StandardCharsets.UTF_8)),
                    answers);
            refused(
                    400,
                    shape + " in a header",
                    as("requester").postJson("/api/eseals", "{}", "Idempotency-Key", key.replace("\n", " ")),
                    answers);
        });
        assertThat(detail(submitting).get("state").asText()).isEqualTo("PROVISIONING");
        List<String> pieces = pieces();
        assertThat(pieces).hasSizeGreaterThan(20);
        for (String piece : pieces) {
            assertThat(application.tables().columnsWith(piece)).as(piece).isEmpty();
            assertThat(answers).noneMatch(answer -> answer.contains(piece));
            assertThat(output.getAll()).doesNotContain(piece);
        }
    }

    /** A reason has at most 2000 characters: of a longer key its beginning, which is one too. */
    private static String reason(String key) {
        return key.substring(0, Math.min(key.length(), 1_900));
    }

    private static void refused(int status, String what, Client.Answer answer, List<String> answers) {
        assertThat(answer.status()).as(what + ": " + answer).isEqualTo(status);
        assertThat(answer.body()).as(what).contains("private key", "Nothing of it was kept", "make a new key pair");
        answers.add(answer.toString());
    }

    @Test
    void another_encoding_than_is_said_is_refused_by_name_at_each_door() throws Exception {
        String submitting = approved(OrderBodies.ownKey());
        String task = path(waitsIn(submitting, Elements.USER_SUBMIT_CSR));
        byte[] organisation;
        try (InputStream file = IncomingContentIT.class.getResourceAsStream("latin1-new-organisation.json")) {
            organisation = file.readAllBytes();
        }
        byte[] variables = "{\"variables\":{\"comment\":{\"type\":\"String\",\"value\":\"größer\"}}}".getBytes(WINDOWS);
        byte[] reason = "{\"reason\":\"für Brüssel\"}".getBytes(WINDOWS);
        for (String type : List.of("application/json", "application/json;charset=UTF-8")) {
            names("POST", "/api/eseals", organisation, type);
            names("POST", "/api/eseals/" + submitting + "/cancellation", reason, type);
            names("POST", "/api/eseals/" + submitting + "/revocation", reason, type);
            names("POST", "/api/eseals/" + submitting + "/reissue", reason, type);
            names("POST", "/api/eseals/" + submitting + "/renewal", reason, type);
            names("POST", START, variables, type);
            names("POST", FORM, variables, type);
            names("POST", task + "/complete", variables, type);
            names("POST", task + "/submit-form", variables, type);
        }
        names("PUT", "/api/eseals/" + submitting + "/csr", ("Größe\n" + CSR).getBytes(WINDOWS), "text/plain");
        assertThat(detail(submitting).get("state").asText()).isEqualTo("PROVISIONING");
    }

    private void names(String method, String path, byte[] body, String type) throws Exception {
        HttpResponse<String> answer = send(method, path, body, type);
        assertThat(answer.statusCode()).as(path + " " + answer.body()).isEqualTo(400);
        assertThat(answer.body()).contains("not UTF-8", "Windows-1252");
    }

    private HttpResponse<String> send(String method, String path, byte[] body, String type)
            throws IOException, InterruptedException {
        Client requester = as("requester");
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(requester.base() + path))
                                .method(method, BodyPublishers.ofByteArray(body))
                                .header("Content-Type", type)
                                .header(
                                        "Authorization",
                                        "Basic "
                                                + Base64.getEncoder()
                                                        .encodeToString(
                                                                "requester:requester".getBytes(StandardCharsets.UTF_8)))
                                .build(),
                        BodyHandlers.ofString());
    }

    @Test
    void a_csr_of_a_windows_tool_is_taken_in_utf16() throws Exception {
        String submitting = approved(OrderBodies.ownKey());
        waitsIn(submitting, Elements.USER_SUBMIT_CSR);
        HttpResponse<String> answer =
                send("PUT", "/api/eseals/" + submitting + "/csr", CSR.getBytes(StandardCharsets.UTF_16), "text/plain");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(204);
    }

    @Test
    void deep_json_second_documents_and_names_given_twice_are_refused_at_each_door() {
        String submitting = approved(OrderBodies.ownKey());
        String task = path(waitsIn(submitting, Elements.USER_SUBMIT_CSR));
        String deep = "[".repeat(900) + "]".repeat(900);
        for (String door : List.of(
                "/api/eseals",
                "/api/eseals/" + submitting + "/cancellation",
                START,
                FORM,
                task + "/complete",
                task + "/submit-form")) {
            for (String body : List.of(
                    deep,
                    "{\"reason\": " + deep + "}",
                    "{\"reason\": \"a\"} {\"reason\": \"b\"}",
                    "{\"reason\": \"a\", \"reason\": \"b\"}")) {
                assertThat(as("requester").postJson(door, body).status())
                        .as(door + " " + body)
                        .isEqualTo(400);
            }
        }
        for (String door : List.of(START, task + "/complete")) {
            for (String value : List.of(deep, "{\"csr\": 1, \"csr\": 2}", "{} {}")) {
                assertThat(as("requester")
                                .postJson(door, variable("request", "Json", value))
                                .status())
                        .as(door + " " + value)
                        .isEqualTo(400);
            }
        }
    }

    @Test
    void a_csr_that_is_missing_is_said_to_be_missing() {
        String submitting = approved(OrderBodies.ownKey());
        waitsIn(submitting, Elements.USER_SUBMIT_CSR);
        for (String body : List.of("", " \n")) {
            Client.Answer answer = as("requester")
                    .send("PUT", "/api/eseals/" + submitting + "/csr", body, "Content-Type", "text/plain");
            assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
            assertThat(answer.body()).contains("The CSR is missing", "$.csr");
        }
    }

    private static String path(JsonNode task) {
        return "/engine-rest/task/" + task.get("id").asText();
    }

    private static ObjectNode variable(String name, String type, String value) {
        ObjectNode body = SingleQuoted.object("{}");
        body.putObject("variables").putObject(name).put("type", type).put("value", value);
        return body;
    }
}
