package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TokenAnswers;
import io.eseal.inspection.CertificateChain;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.proof.Sealing;
import io.eseal.system.Client.Answer;
import io.eseal.trust.TestTrust.Seal;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A seal goes into service when it has sealed the document of its request. */
class ProofIT extends Scenario {

    private static final String PDF = "application/pdf";
    private static final String TEXT = "text/plain";
    private static final String CMS = "application/pkcs7-signature";
    private static final String ASIC_E = "application/vnd.etsi.asic-e+zip";

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on("jdbc:h2:mem:proof", "sa", "", Map.of("eseal.certificate.proof", "required"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    private static String proof(String id) {
        return "/api/eseals/" + id + "/proof";
    }

    private Seal sealOf(String id, KeyPair keys) throws Exception {
        CertificateChain chain = CertificateChain.of(
                as("requester").get("/api/eseals/" + id + "/certificate").body());
        X509Certificate leaf = chain.leaf().orElseThrow();
        return new Seal(keys, leaf, chain.issuerOf(leaf).orElseThrow());
    }

    /** A request whose certificate was issued for the key, and which waits for its proof. */
    private String waiting(KeyPair keys) {
        String id = ordered(OrderBodies.withCsr(Keys.csr(keys)));
        certCentral().setStatus(order(id).orderId(), "issued");
        waitsIn(id, Elements.USER_PROVE_SEAL);
        return id;
    }

    private static List<String> rules(Answer answer) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(422);
        return StreamSupport.stream(answer.json().get("findings").spliterator(), false)
                .map(finding -> finding.get("rule").asText())
                .toList();
    }

    @Test
    void a_seal_of_a_csr_is_in_service_when_it_has_sealed() throws Exception {
        KeyPair keys = Keys.fresh();
        String id = waiting(keys);
        assertThat(detail(id).get("state").asText()).isEqualTo("DELIVERY");
        byte[] text = as("requester").file(proof(id), TEXT);
        assertThat(as("requester").file(proof(id), TEXT)).isEqualTo(text);

        Answer answer = as("requester").post(proof(id), Sealing.cms(text, sealOf(id, keys)), CMS);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        JsonNode detail = reaches(id, "IN_SERVICE");
        assertThat(detail.at("/proof/settlement").asText()).isEqualTo("PROVEN");
        assertThat(detail.at("/proof/kind").asText()).isEqualTo("ADESEAL_QC");
        assertThat(detail.at("/proof/lists")).hasSize(2);
        assertThat(events(id)).containsSubsequence("certificate_registered", "seal_proven", "state");
        assertThat(as("requester").get(proof(id)).status()).isEqualTo(409);
        assertThat(as("requester").post(proof(id), text, CMS).status()).isEqualTo(409);
    }

    /** The lines of the README are run as they stand there, by the shell and OpenSSL. */
    @Test
    void the_readmes_lines_make_a_key_and_a_proof_that_is_accepted(@TempDir Path folder) throws Exception {
        runs(readme("openssl req "), folder);
        String id = ordered(OrderBodies.withCsr(Files.readString(folder.resolve("seal.csr"))));
        certCentral().setStatus(order(id).orderId(), "issued");
        waitsIn(id, Elements.USER_PROVE_SEAL);
        Files.writeString(
                folder.resolve("seal.pem"),
                as("requester").get("/api/eseals/" + id + "/certificate").body());
        Files.write(folder.resolve("proof.txt"), as("requester").file(proof(id), TEXT));

        runs(readme("openssl cms "), folder);
        Answer answer = as("requester").post(proof(id), Files.readAllBytes(folder.resolve("proof.p7s")), CMS);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        assertThat(reaches(id, "IN_SERVICE").at("/proof/settlement").asText()).isEqualTo("PROVEN");
    }

    private static String readme(String start) throws IOException {
        List<String> lines = Files.readAllLines(Path.of("README.md")).stream()
                .filter(line -> line.startsWith(start))
                .toList();
        assertThat(lines).as("lines of the README that begin with " + start).hasSize(1);
        return lines.get(0);
    }

    private static void runs(String line, Path folder) throws IOException, InterruptedException {
        Path log = folder.resolve("log");
        Process process = new ProcessBuilder("sh", "-c", line)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        assertThat(process.waitFor(1, TimeUnit.MINUTES)).as(line).isTrue();
        assertThat(process.exitValue()).as(line + "\n" + Files.readString(log)).isZero();
    }

    @Test
    void a_token_proves_itself_with_a_sealed_pdf() throws Exception {
        String id = approved(OrderBodies.onTokenToDublin());
        confirmsShipping("requester", id);
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "waiting_pickup");
        completes("requester", id, Elements.USER_CONFIRM_TOKEN_RECEIVED, TokenAnswers.received("the office manager"));
        certCentral().setStatus(order(id).orderId(), "issued");
        completes(
                "requester",
                id,
                Elements.USER_INSTALL_CERTIFICATE,
                Map.of(
                        "installation",
                        SingleQuoted.object("{'trustAssistantInstalled': true, 'tokenInitialized': true,"
                                + " 'certificateInstalled': true, 'sealTested': true}")));
        waitsIn(id, Elements.USER_PROVE_SEAL);

        byte[] pdf = as("requester").file(proof(id), PDF);
        Answer answer =
                as("requester").post(proof(id), Sealing.pdf(pdf, token(order(id).orderId())), PDF);

        assertThat(answer.status()).as(answer.toString()).isEqualTo(204);
        JsonNode detail = reaches(id, "IN_SERVICE");
        assertThat(detail.at("/proof/kind").asText()).isEqualTo("QESEAL");
        assertThat(detail.at("/certificate/serialNumber").asText())
                .isEqualTo(detail.at("/proof/serialNumber").asText());
    }

    private Seal token(long orderId) throws Exception {
        KeyStore token = KeyStore.getInstance("PKCS12");
        token.load(new ByteArrayInputStream(certCentral().token(orderId)), "simulator".toCharArray());
        String alias = token.aliases().nextElement();
        X509Certificate leaf = (X509Certificate) token.getCertificate(alias);
        PrivateKey key = (PrivateKey) token.getKey(alias, "simulator".toCharArray());
        return new Seal(
                new KeyPair(leaf.getPublicKey(), key), leaf, (X509Certificate) token.getCertificateChain(alias)[1]);
    }

    @Test
    void what_proves_nothing_is_told_in_words_and_the_task_stays() throws Exception {
        KeyPair keys = Keys.fresh();
        String id = waiting(keys);
        String other = waiting(Keys.fresh());
        Seal seal = sealOf(id, keys);
        byte[] text = as("requester").file(proof(id), TEXT);
        byte[] othersText = as("requester").file(proof(other), TEXT);

        assertThat(rules(as("requester").post(proof(id), Sealing.cms(othersText, seal), CMS)))
                .containsExactly("document");
        assertThat(rules(as("requester").post(proof(other), Sealing.cms(othersText, seal), CMS)))
                .containsExactly("signer");
        assertThat(rules(as("requester").post(proof(id), text, CMS))).containsExactly("format");
        assertThat(rules(as("requester").post(proof(id), text, PDF))).containsExactly("format");
        assertThat(rules(as("requester").post(proof(id), text, ASIC_E))).containsExactly("format");
        assertThat(rules(as("requester").post(proof(id), new byte[0], ASIC_E))).containsExactly("size");
        assertThat(as("requester").post(proof(id), text, "application/json").status())
                .isEqualTo(415);
        assertThat(as("requester")
                        .post(proof(id), new byte[1024 * 1024 + 1], PDF)
                        .status())
                .isEqualTo(413);
        assertThat(as("requester").post(proof(id), new byte[900 * 1024], PDF).status())
                .isEqualTo(422);
        assertThat(tasks(id, Elements.USER_PROVE_SEAL)).hasSize(1);
    }

    @Test
    void the_owner_alone_proves_a_seal() throws Exception {
        KeyPair keys = Keys.fresh();
        String id = waiting(keys);
        byte[] sealed = Sealing.cms(as("requester").file(proof(id), TEXT), sealOf(id, keys));
        for (String user : List.of("operator", "auditor", "finance", "admin")) {
            assertThat(as(user).get(proof(id)).status()).as(user).isEqualTo(403);
            assertThat(as(user).post(proof(id), sealed, CMS).status()).as(user).isEqualTo(403);
        }
        assertThat(as("nobody").get(proof(id)).status()).isEqualTo(401);
    }

    @Test
    void nobody_completes_the_task_without_a_proof_but_an_operator_who_says_why() {
        String id = waiting(Keys.fresh());
        JsonNode task = waitsIn(id, Elements.USER_PROVE_SEAL);
        for (String decision : List.of("proven", "waive", "skip")) {
            assertThat(complete("requester", task, Map.of("decision", decision, "comment", "no time"))
                            .status())
                    .as(decision)
                    .isEqualTo(400);
        }
        assertThat(complete("operator", task, Map.of("decision", "waive")).status())
                .isEqualTo(400);
        completes(
                "operator",
                id,
                Elements.USER_PROVE_SEAL,
                Map.of("decision", "waive", "comment", "the tool comes later"));
        assertThat(reaches(id, "IN_SERVICE").at("/proof/settlement").asText()).isEqualTo("WAIVED");
    }

    @Test
    void a_request_that_waits_for_something_else_takes_no_proof() {
        String id = requested(OrderBodies.ownKey());
        assertThat(as("requester").get(proof(id)).status()).isEqualTo(409);
        assertThat(as("requester").post(proof(id), new byte[10], PDF).status()).isEqualTo(409);
    }
}
