package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.TestClock;
import java.io.IOException;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.asn1.ASN1Sequence;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.bouncycastle.asn1.x509.AuthorityInformationAccess;
import org.bouncycastle.asn1.x509.AuthorityKeyIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CertificatePolicies;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.asn1.x509.SubjectKeyIdentifier;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.bouncycastle.cert.X509CertificateHolder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.openssl.PEMParser;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealCertificateTest {

    private static SimulatorServer server;
    private static Vendor vendor;

    @BeforeAll
    static void start() {
        server = SimulatorServer.start(TestClock.at("2026-06-01T12:00:00Z"), Map.of());
        vendor = new Vendor(server);
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @Test
    void the_key_of_the_csr_is_certified_under_the_simulators_ca() throws Exception {
        List<X509CertificateHolder> chain = chain(issue(Bodies.csrOrder()), "pem_all");

        assertThat(chain).hasSize(3);
        assertThat(chain.get(0).getSubjectPublicKeyInfo().getEncoded())
                .isEqualTo(Bodies.KEYS.getPublic().getEncoded());
        JcaX509CertificateConverter converter = new JcaX509CertificateConverter();
        for (int i = 0; i < 3; i++) {
            converter
                    .getCertificate(chain.get(i))
                    .verify(converter
                            .getCertificate(chain.get(Math.min(i + 1, 2)))
                            .getPublicKey());
        }
    }

    @Test
    void it_names_the_legal_person_as_en_319_412_3_asks() throws Exception {
        X509CertificateHolder seal =
                chain(issue(Bodies.csrOrder()), "pem_nointermediate").get(0);

        assertThat(Arrays.stream(seal.getSubject().getRDNs())
                        .map(it -> it.getFirst().getType().getId() + "="
                                + IETFUtils.valueToString(it.getFirst().getValue())))
                .containsExactlyInAnyOrder(
                        BCStyle.C + "=IE",
                        BCStyle.O + "=Example Organisation Ltd",
                        "2.5.4.97=NTRIE-123456",
                        BCStyle.CN + "=Example Organisation Ltd");
    }

    @Test
    void the_extensions_are_those_of_a_qualified_seal() throws Exception {
        X509CertificateHolder seal = chain(issue(Bodies.csrOrder()), "pem_all").get(0);
        X509CertificateHolder issuer =
                chain(issue(Bodies.csrOrder()), "pem_all").get(1);

        assertThat(seal.getCriticalExtensionOIDs()).containsExactly(Extension.keyUsage);
        assertThat(KeyUsage.fromExtensions(seal.getExtensions())).isEqualTo(new KeyUsage(KeyUsage.nonRepudiation));
        assertThat(CertificatePolicies.fromExtensions(seal.getExtensions()).getPolicyInformation())
                .extracting(it -> it.getPolicyIdentifier().getId())
                .containsExactly("0.4.0.194112.1.1");
        assertThat(AuthorityInformationAccess.fromExtensions(seal.getExtensions())
                        .getAccessDescriptions())
                .extracting(it -> it.getAccessMethod().getId())
                .containsExactly("1.3.6.1.5.5.7.48.2", "1.3.6.1.5.5.7.48.1");
        assertThat(CRLDistPoint.getInstance(seal.getExtension(Extension.cRLDistributionPoints)
                                .getParsedValue())
                        .getDistributionPoints())
                .hasSize(1);
        assertThat(SubjectKeyIdentifier.fromExtensions(seal.getExtensions()).getKeyIdentifier())
                .hasSize(20);
        assertThat(AuthorityKeyIdentifier.fromExtensions(seal.getExtensions()).getKeyIdentifierOctets())
                .isEqualTo(SubjectKeyIdentifier.fromExtensions(issuer.getExtensions())
                        .getKeyIdentifier());
    }

    @Test
    void the_qc_statements_say_compliance_seal_statement_and_legal_semantics() throws Exception {
        Map<String, String> statements =
                qcStatements(chain(issue(Bodies.csrOrder()), "pem_all").get(0));

        assertThat(statements)
                .containsOnly(
                        Map.entry("0.4.0.1862.1.1", ""),
                        Map.entry("0.4.0.1862.1.6", "[0.4.0.1862.1.6.2]"),
                        Map.entry("0.4.0.1862.1.5", "[[https://simulator.example/pds_en.pdf, en]]"),
                        Map.entry("1.3.6.1.5.5.7.11.2", "[0.4.0.194121.1.2]"));
    }

    @Test
    void a_certificate_on_a_token_says_qscd() throws Exception {
        long orderId = issue(Bodies.tokenOrder());
        X509CertificateHolder seal = server.certificateOf(orderId);

        assertThat(qcStatements(seal)).containsKeys("0.4.0.1862.1.1", "0.4.0.1862.1.4", "0.4.0.1862.1.6");
        assertThat(CertificatePolicies.fromExtensions(seal.getExtensions()).getPolicyInformation())
                .extracting(it -> it.getPolicyIdentifier().getId())
                .containsExactly("0.4.0.194112.1.3");
    }

    @Test
    void a_certificate_on_a_token_is_not_handed_out() throws Exception {
        long orderId = issue(Bodies.tokenOrder());
        long certificateId = info(orderId).at("/certificate/id").asLong();

        Vendor.Reply download = vendor.get("/certificate/" + certificateId + "/download/format/pem_all");
        assertThat(download.status()).isEqualTo(200);
        assertThat(download.text()).isEmpty();
        assertThat(vendor.get("/certificate/" + certificateId + "/chain").text())
                .isEqualTo("{\"intermediates\":[]}");
        assertThat(info(orderId).get("certificate").has("serial_number")).isTrue();
        assertThat(info(orderId).at("/certificate/thumbprint").asText()).hasSize(40);
        assertThat(info(orderId).at("/certificate/valid_till").asText()).isEqualTo("2027-06-01");
    }

    @Test
    void the_chain_starts_with_the_end_entity() throws Exception {
        long orderId = issue(Bodies.csrOrder());
        long certificateId = info(orderId).at("/certificate/id").asLong();

        JsonNode links =
                vendor.get("/certificate/" + certificateId + "/chain").json().get("intermediates");

        assertThat(links.findValuesAsText("subject_common_name"))
                .containsExactly("Example Organisation Ltd", "Simulator Qualified eSeal CA", "Simulator Root CA");
        assertThat(parse(links.get(0).get("pem").asText()))
                .isEqualTo(chain(orderId, "pem_noroot").subList(0, 1));
    }

    @Test
    void order_info_describes_the_certificate() throws Exception {
        long orderId = issue(Bodies.csrOrder());
        X509CertificateHolder seal = chain(orderId, "pem_all").get(0);

        assertThat(info(orderId).at("/certificate/serial_number").asText())
                .matches("[0-9A-F]{32}")
                .satisfies(it -> assertThat(new BigInteger(it, 16)).isEqualTo(seal.getSerialNumber()));
        assertThat(vendor.get("/order/certificate/"
                                + info(orderId).at("/certificate/thumbprint").asText())
                        .id())
                .isEqualTo(orderId);
    }

    @Test
    void there_is_no_certificate_to_download_before_issuance() throws IOException {
        long certificateId =
                vendor.order(Bodies.csrOrder()).json().get("certificate_id").asLong();

        assertThat(vendor.get("/certificate/" + certificateId + "/download/format/pem_all")
                        .codes())
                .containsExactly("not_found|certificate");
    }

    @ParameterizedTest
    @CsvSource({"false, 1.2.840.113549.1.1.11", "true, 1.2.840.113549.1.1.10"})
    void the_pss_flag_changes_the_signature(boolean pss, String algorithm) throws Exception {
        ObjectNode body = Bodies.csrOrder();
        body.withObject("/certificate").put("is_rsassa_pss", pss);

        assertThat(chain(issue(body), "pem_all")
                        .get(0)
                        .getSignatureAlgorithm()
                        .getAlgorithm()
                        .getId())
                .isEqualTo(algorithm);
    }

    @ParameterizedTest
    @CsvSource({
        "{}, 2027-06-01",
        "{\"years\":3}, 2029-06-01",
        "'{\"years\":3,\"days\":30}', 2026-07-01",
        "'{\"years\":3,\"days\":30,\"custom_expiration_date\":\"09 JUL 2026\"}', 2026-07-09"
    })
    void the_date_overrides_the_days_and_they_override_the_years(String validity, String till) throws Exception {
        ObjectNode body = Bodies.csrOrder();
        body.set("order_validity", Bodies.parse(validity));
        long orderId = issue(body);

        assertThat(info(orderId).at("/certificate/valid_till").asText()).isEqualTo(till);
        assertThat(chain(orderId, "pem_all").get(0).getNotAfter().toInstant()).isEqualTo(till + "T23:59:59Z");
        assertThat(chain(orderId, "pem_all").get(0).getNotBefore().toInstant()).isEqualTo("2026-06-01T00:00:00Z");
    }

    private static long issue(ObjectNode body) throws IOException {
        long id = vendor.order(body).id();
        server.setStatus(id, "issued");
        return id;
    }

    private static JsonNode info(long orderId) throws IOException {
        return vendor.get("/order/certificate/" + orderId).json();
    }

    private static List<X509CertificateHolder> chain(long orderId, String format) throws IOException {
        return parse(vendor.get(
                        "/certificate/" + info(orderId).at("/certificate/id").asLong() + "/download/format/" + format)
                .text());
    }

    private static List<X509CertificateHolder> parse(String pem) throws IOException {
        List<X509CertificateHolder> certificates = new ArrayList<>();
        PEMParser parser = new PEMParser(new StringReader(pem));
        for (Object next = parser.readObject(); next != null; next = parser.readObject()) {
            certificates.add((X509CertificateHolder) next);
        }
        return certificates;
    }

    private static Map<String, String> qcStatements(X509CertificateHolder seal) {
        Map<String, String> statements = new TreeMap<>();
        ASN1Sequence.getInstance(seal.getExtension(Extension.qCStatements).getParsedValue())
                .forEach(it -> {
                    QCStatement statement = QCStatement.getInstance(it);
                    statements.put(
                            statement.getStatementId().getId(),
                            statement.getStatementInfo() == null
                                    ? ""
                                    : statement.getStatementInfo().toString());
                });
        return statements;
    }
}
