package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.TestClock;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PersistenceTest {

    @TempDir
    private Path directory;

    private final TestClock clock = TestClock.at("2026-06-01T12:00:00Z");

    @Test
    void orders_certificates_funds_and_the_ca_outlive_a_restart() throws IOException {
        long issued;
        long pending;
        String chain;
        try (SimulatorServer server = start()) {
            Vendor vendor = new Vendor(server);
            issued = vendor.order(Bodies.csrOrder().put("alternative_order_id", "ES-1"))
                    .id();
            pending = vendor.order(Bodies.cardOrder("4111111111111111")).id();
            server.setStatus(issued, "issued");
            server.advance(Duration.ofMinutes(59));
            chain = chain(server, issued);
        }

        try (SimulatorServer server = start()) {
            Vendor vendor = new Vendor(server);
            assertThat(chain(server, issued)).isEqualTo(chain);
            assertThat(vendor.get("/order/alternate/ES-1")
                            .json()
                            .at("/orders/0/order_id")
                            .asLong())
                    .isEqualTo(issued);
            assertThat(vendor.get("/finance/balance").json().get("balance").asText())
                    .isEqualTo("9550.00");
            assertThat(server.order(pending).status()).isEqualTo("pending");
            clock.pass(Duration.ofMinutes(1));
            assertThat(server.order(pending).status()).isEqualTo("processing");
            assertThat(vendor.order(Bodies.csrOrder()).id()).isGreaterThan(pending);
        }
    }

    @Test
    void without_a_directory_nothing_outlives_the_stand_in() throws IOException {
        long first;
        try (SimulatorServer server = SimulatorServer.start(clock, Map.of("simulator.data-dir", ""))) {
            first = new Vendor(server).order(Bodies.csrOrder()).id();
        }

        try (SimulatorServer server = SimulatorServer.start(clock, Map.of("simulator.data-dir", ""))) {
            assertThat(server.orders()).isEmpty();
            assertThat(new Vendor(server).order(Bodies.csrOrder()).id()).isEqualTo(first);
        }
    }

    @Test
    void a_flaw_that_was_asked_for_outlives_a_restart() throws IOException {
        try (SimulatorServer server = start()) {
            server.spoilNext("foreign_organization");
        }

        try (SimulatorServer server = start()) {
            long order = new Vendor(server).order(Bodies.csrOrder()).id();
            server.setStatus(order, "issued");
            assertThat(server.certificateOf(order).getSubject())
                    .hasToString(
                            "C=AT,O=Somebody Else GmbH,organizationIdentifier=NTRAT-987654x,CN=Somebody Else GmbH");
        }
    }

    @Test
    void a_ca_file_of_an_earlier_version_keeps_the_issuing_key_and_its_seals() throws Exception {
        long issued;
        byte[] key;
        try (SimulatorServer server = start()) {
            issued = new Vendor(server).order(Bodies.csrOrder()).id();
            server.setStatus(issued, "issued");
            key = certificate(server.published("issuing.crt")).getPublicKey().getEncoded();
        }
        keepTheIssuingCaAlone();

        try (SimulatorServer server = start()) {
            X509Certificate issuing = certificate(server.published("issuing.crt"));
            assertThat(issuing.getPublicKey().getEncoded()).isEqualTo(key);
            issuing.verify(certificate(server.published("root.crt")).getPublicKey());
            certificate(server.certificateOf(issued).getEncoded()).verify(issuing.getPublicKey());
            assertThat(server.published("lotl.xml")).isNotEmpty();
        }
    }

    @Test
    void a_certificate_file_that_names_an_old_address_is_made_anew_and_the_list_signer_stays() throws Exception {
        byte[] signer;
        byte[] root;
        try (SimulatorServer server = start("http://old.example:1/")) {
            assertThat(text(server, "issuing.crt")).contains("http://old.example:1/simulator/pki/root.crl");
            signer = server.published("list-signer.pem");
            root = server.published("root.crt");
        }

        try (SimulatorServer server = start("http://new.example:2")) {
            assertThat(text(server, "issuing.crt")).contains("http://new.example:2/simulator/pki/root.crl");
            assertThat(text(server, "lotl.xml")).contains("http://new.example:2/simulator/pki/national-list.xml");
            assertThat(server.published("list-signer.pem")).isEqualTo(signer);
            assertThat(server.published("root.crt")).isEqualTo(root);
        }
    }

    @Test
    void no_card_reaches_the_disk() throws IOException {
        try (SimulatorServer server = start()) {
            new Vendor(server).order(Bodies.cardOrder("4111111111111111"));
        }

        assertThat(Files.readString(directory.resolve("simulator-state.json")))
                .contains("\"payment_method\":\"card\"")
                .doesNotContain("4111111111111111", "\"cvv\"", "\"credit_card\"", "\"billing_address\"");
    }

    private static String chain(SimulatorServer server, long orderId) throws IOException {
        return new Vendor(server)
                .get("/certificate/" + server.order(orderId).certificateId() + "/chain")
                .text();
    }

    private SimulatorServer start(String publicAddress) {
        return SimulatorServer.start(
                clock, Map.of("simulator.data-dir", directory.toString(), "simulator.public-address", publicAddress));
    }

    private SimulatorServer start() {
        return SimulatorServer.start(clock, Map.of("simulator.data-dir", directory.toString()));
    }

    /** As the file was written before the root's key was kept. */
    private void keepTheIssuingCaAlone() throws Exception {
        Path file = directory.resolve("simulator-ca.p12");
        char[] password = "simulator".toCharArray();
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, password);
        }
        for (String alias : Collections.list(store.aliases())) {
            if (!alias.equals("issuing")) {
                store.deleteEntry(alias);
            }
        }
        try (OutputStream out = Files.newOutputStream(file)) {
            store.store(out, password);
        }
    }

    private static X509Certificate certificate(byte[] der) throws GeneralSecurityException {
        return (X509Certificate)
                CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
    }

    private static String text(SimulatorServer server, String file) {
        return new String(server.published(file), StandardCharsets.ISO_8859_1);
    }
}
