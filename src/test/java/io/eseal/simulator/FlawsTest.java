package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.bouncycastle.cert.X509CertificateHolder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FlawsTest {

    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(Map.of("simulator.funds", "1000000.00"));
        vendor = new Vendor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @BeforeEach
    void reset() {
        server.reset();
    }

    @Test
    void a_certificate_with_each_flaw_can_be_issued_and_downloaded() throws IOException {
        List<String> failed = new ArrayList<>();
        for (String flaw : server.flaws().keySet()) {
            server.spoilNext(flaw);
            long order = issue();
            if (!pem(order).startsWith("-----BEGIN CERTIFICATE-----")) {
                failed.add(flaw);
            }
        }

        assertThat(server.flaws()).hasSizeGreaterThan(60);
        assertThat(failed).isEmpty();
    }

    @Test
    void a_flaw_is_for_one_certificate_and_is_mended_by_issuing_it_anew() throws IOException {
        server.spoilNext("foreign_organization");
        long flawed = issue();
        long good = issue();

        assertThat(subject(flawed)).contains("Somebody Else GmbH");
        assertThat(subject(good)).doesNotContain("Somebody Else");
        server.spoil(flawed, "none");
        assertThat(subject(flawed)).doesNotContain("Somebody Else");
    }

    @ParameterizedTest
    @CsvSource({"other_serial, serial_number", "other_end, valid_till"})
    void certcentral_can_tell_other_than_the_certificate_says(String flaw, String field) throws IOException {
        long order = issue();
        String truth = info(order).at("/certificate/" + field).asText();
        server.spoil(order, "none");
        String again = info(order).at("/certificate/" + field).asText();
        server.spoil(order, flaw);

        String told = info(order).at("/certificate/" + field).asText();
        assertThat(told).isNotIn(truth, again);
        if (field.equals("serial_number")) {
            assertThat(told)
                    .isNotEqualToIgnoringCase(
                            server.certificateOf(order).getSerialNumber().toString(16));
        }
    }

    @Test
    void a_certificate_can_come_a_second_time() throws IOException {
        long first = issue();
        server.spoilNext("certificate_of_another_order");

        assertThat(pem(issue())).isEqualTo(pem(first));
    }

    @Test
    void a_ca_of_the_right_name_is_handed_out_with_the_seal_that_it_signed() throws Exception {
        server.spoilNext("unknown_ca");
        String chain = pem(issue());

        assertThat(chain.split("-----BEGIN CERTIFICATE-----")).hasSize(4);
        assertThat(chain).doesNotContain(new String(server.published("issuing.pem"), StandardCharsets.US_ASCII));
    }

    @Test
    void a_flaw_that_nobody_knows_is_refused() throws IOException {
        assertThat(vendor.control("POST", "/flaws", "{\"flaw\":\"odd\"}").status())
                .isEqualTo(400);
    }

    private static long issue() throws IOException {
        long id = vendor.order(Bodies.csrOrder()).id();
        server.setStatus(id, "issued");
        return id;
    }

    private static JsonNode info(long order) throws IOException {
        return vendor.get("/order/certificate/" + order).json();
    }

    private static String pem(long order) throws IOException {
        return vendor.get("/certificate/" + info(order).at("/certificate/id").asLong() + "/download/format/pem_all")
                .text();
    }

    private static String subject(long order) {
        X509CertificateHolder certificate = server.certificateOf(order);
        return certificate.getSubject().toString();
    }
}
