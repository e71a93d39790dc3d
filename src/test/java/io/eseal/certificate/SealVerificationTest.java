package io.eseal.certificate;

import static io.eseal.certificate.Certificates.BOTH_TYPES;
import static io.eseal.certificate.Certificates.BROKEN_TYPE;
import static io.eseal.certificate.Certificates.CA;
import static io.eseal.certificate.Certificates.CA_KEY;
import static io.eseal.certificate.Certificates.COMPLIANCE;
import static io.eseal.certificate.Certificates.EMPTY_TYPE;
import static io.eseal.certificate.Certificates.ESEAL;
import static io.eseal.certificate.Certificates.ESIGN;
import static io.eseal.certificate.Certificates.OTHER_KEY;
import static io.eseal.certificate.Certificates.QSCD;
import static io.eseal.certificate.Certificates.SEAL_KEY;
import static io.eseal.certificate.Certificates.SWISS;
import static io.eseal.certificate.Certificates.TILL;
import static io.eseal.certificate.Certificates.certificate;
import static io.eseal.certificate.Certificates.seal;
import static io.eseal.fixtures.Keys.csr;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encodable;
import org.bouncycastle.asn1.DERUTF8String;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SealVerificationTest {

    private static final String GOOD = seal(COMPLIANCE, ESEAL);

    private static final Optional<String> ISSUED = Optional.of("issued");

    private final TestClock clock = new TestClock();
    private final SealVerification verification = new SealVerification(clock);

    @Test
    void the_qualified_seal_for_the_key_of_the_csr_is_right() {
        assertThat(found(GOOD + CA)).isEmpty();
    }

    @Test
    void the_qualified_seal_on_a_token_is_right() {
        assertThat(rules(verification.verify(issued(Optional.of(seal(COMPLIANCE, ESEAL, QSCD) + CA)), token(), ISSUED)))
                .isEmpty();
    }

    @Test
    void a_token_without_a_download_is_right_as_long_as_it_is_valid() {
        assertThat(verification.verify(issued(Optional.empty()), token(), ISSUED))
                .isEmpty();
        clock.pass(Duration.ofDays(400));
        assertThat(rules(verification.verify(issued(Optional.empty()), token(), ISSUED)))
                .containsExactly("validity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoked", "canceled", "rejected", "expired"})
    void a_certificate_of_an_order_that_has_ended_meanwhile_is_found(String status) {
        assertThat(rules(verification.verify(issued(Optional.empty()), token(), Optional.of(status))))
                .containsExactly("order_status");
    }

    @Test
    void the_chain_may_come_in_any_order_and_with_a_root() {
        String root = certificate("CN=Root", "CN=Root", OTHER_KEY, OTHER_KEY, true, TILL, Optional.empty());
        assertThat(found(CA + root + GOOD)).isEmpty();
        assertThat(found(root + GOOD + CA)).isEmpty();
        assertThat(found(CA.replace("\n", "\r\n") + GOOD.replace("\n", "\r\n"))).isEmpty();
    }

    @Test
    void a_certificate_for_another_key_is_found() {
        assertThat(found(seal(OTHER_KEY, TILL, COMPLIANCE, ESEAL) + CA)).containsExactly("key");
    }

    @Test
    void without_the_csr_the_key_cannot_be_right() {
        assertThat(rules(verification.verify(
                        issued(Optional.of(GOOD + CA)),
                        OrderBody.of(JsonNodeFactory.instance.objectNode().put("provisioning_method", "csr")),
                        ISSUED)))
                .containsExactly("key");
    }

    @Test
    void a_certificate_that_declares_no_compliance_is_not_qualified() {
        assertThat(found(seal(ESEAL) + CA)).containsExactly("qualified");
    }

    @Test
    void one_that_names_other_legislation_is_not_qualified_in_the_EU() {
        assertThat(found(seal(COMPLIANCE, ESEAL, SWISS) + CA)).containsExactly("qualified");
    }

    @Test
    void a_certificate_for_signatures_of_both_types_or_of_no_type_is_no_seal() {
        assertThat(found(seal(COMPLIANCE, ESIGN) + CA)).containsExactly("seal");
        assertThat(found(seal(COMPLIANCE, BOTH_TYPES) + CA)).containsExactly("seal");
        assertThat(found(seal(COMPLIANCE, ESEAL, ESIGN) + CA)).containsExactly("seal");
        assertThat(found(seal(COMPLIANCE) + CA)).containsExactly("seal");
    }

    @Test
    void a_type_that_cannot_be_read_is_no_seal() {
        assertThat(found(seal(COMPLIANCE, BROKEN_TYPE) + CA)).containsExactly("seal");
        assertThat(found(seal(COMPLIANCE, EMPTY_TYPE) + CA)).containsExactly("seal");
    }

    @Test
    void a_certificate_without_statements_or_with_broken_ones_is_neither_qualified_nor_a_seal() {
        ASN1Encodable broken = new DERUTF8String("none");
        for (Optional<ASN1Encodable> statements : List.of(Optional.<ASN1Encodable>empty(), Optional.of(broken))) {
            String plain = certificate("CN=Example NV", "CN=Example CA", SEAL_KEY, CA_KEY, false, TILL, statements);
            assertThat(found(plain + CA)).containsExactly("qualified", "seal");
        }
    }

    @Test
    void the_device_must_be_the_one_that_was_ordered() {
        assertThat(found(seal(COMPLIANCE, ESEAL, QSCD) + CA)).containsExactly("device");
        assertThat(rules(verification.verify(issued(Optional.of(GOOD + CA)), token(), ISSUED)))
                .containsExactly("device");
    }

    @Test
    void a_chain_that_is_missing_or_another_CAs_is_found() {
        assertThat(found(GOOD)).containsExactly("chain");
        assertThat(found(
                        GOOD + certificate("CN=Other CA", "CN=Other CA", CA_KEY, CA_KEY, true, TILL, Optional.empty())))
                .containsExactly("chain");
        assertThat(found(GOOD
                        + certificate(
                                "CN=Example CA", "CN=Example CA", OTHER_KEY, OTHER_KEY, true, TILL, Optional.empty())))
                .as("the right name with another key")
                .containsExactly("chain");
    }

    @Test
    void an_expired_certificate_is_found() {
        assertThat(found(seal(SEAL_KEY, clock.instant().minusSeconds(1), COMPLIANCE, ESEAL) + CA))
                .containsExactly("validity", "valid_till");
    }

    @Test
    void the_certificate_may_come_twice_with_a_mark_without_line_breaks_between_blocks_and_with_text_around() {
        assertThat(found(GOOD + CA + GOOD)).isEmpty();
        assertThat(found("\uFEFF" + GOOD + CA)).isEmpty();
        assertThat(found((GOOD + CA + CA).replace("-----\n-----", "----------")))
                .isEmpty();
        assertThat(found("subject=CN = Example NV\n" + GOOD + "issuer=CN = Example CA" + CA + "\u0000"))
                .isEmpty();
    }

    @Test
    void a_root_of_the_first_version_of_X509_is_no_second_certificate() {
        String root = Certificates.oldRoot("CN=Old Root", OTHER_KEY);
        String ca = certificate("CN=Example CA", "CN=Old Root", CA_KEY, OTHER_KEY, true, TILL, Optional.empty());

        assertThat(found(GOOD + ca + root)).isEmpty();
        assertThat(found(root + ca + GOOD)).isEmpty();
        assertThat(found(root)).containsExactly("leaf");
    }

    @Test
    void serial_number_and_days_that_CertCentral_tells_otherwise_are_found() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant till = Instant.parse("2027-06-14T23:59:59Z");
        assertThat(told(Optional.of("0123456789abcdef"), from, till)).containsExactly("serial_number");
        assertThat(told(Optional.of("no serial number"), from, till)).containsExactly("serial_number");
        assertThat(told(Optional.empty(), from, Instant.parse("2029-06-14T23:59:59Z")))
                .containsExactly("valid_till");
        assertThat(told(Optional.empty(), from, Instant.parse("2026-10-14T23:59:59Z")))
                .containsExactly("valid_till");
        assertThat(told(Optional.empty(), from.minus(Duration.ofDays(2)), till)).containsExactly("valid_from");
        assertThat(told(
                        Optional.of("0123456789abcdef"),
                        from.plus(Duration.ofDays(200)),
                        Instant.parse("2029-06-14T23:59:59Z")))
                .containsExactly("serial_number", "valid_from", "valid_till");
    }

    @Test
    void the_same_told_in_another_spelling_or_of_another_time_zone_is_the_same() {
        Instant from = Instant.parse("2026-01-01T00:00:00Z");
        Instant till = Instant.parse("2027-06-14T23:59:59Z");
        for (String serial : List.of("0a1b2c", "A1B2C", "0A:1B:2C", "00 0A 1B 2C")) {
            assertThat(told(Optional.of(serial), from, till)).isEmpty();
        }
        assertThat(told(Optional.empty(), from.minus(Duration.ofDays(1)), till.plus(Duration.ofDays(1))))
                .isEmpty();
    }

    private List<String> told(Optional<String> serial, Instant from, Instant till) {
        return rules(verification.verify(
                new IssuedSeal(EsealId.of("ES-00000001"), OrderId.of(7), 8, serial, from, till, Optional.of(GOOD + CA)),
                ownKey(),
                ISSUED));
    }

    @Test
    void two_certificates_that_are_no_CAs_or_none_at_all_cannot_be_told_apart() {
        assertThat(found(GOOD + seal(OTHER_KEY, TILL, COMPLIANCE, ESEAL) + CA)).containsExactly("leaf");
        assertThat(found(CA)).containsExactly("leaf");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "no certificate",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n!!!!\n-----END CERTIFICATE-----",
                "<html>é</html>",
                "\u0000\u0001"
            })
    void what_is_no_certificate_is_found_and_never_an_exception(String pem) {
        assertThat(found(pem)).hasSize(1).containsAnyOf("leaf", "readable");
    }

    @Test
    void a_download_that_was_cut_off_is_found() {
        assertThat(found(GOOD.substring(0, GOOD.length() / 2))).containsAnyOf("leaf", "readable");
    }

    @Test
    void everything_wrong_is_found_at_once() {
        assertThat(found(seal(OTHER_KEY, clock.instant().minusSeconds(1), ESIGN, QSCD)))
                .containsExactly("qualified", "seal", "device", "chain", "validity", "key", "valid_till");
    }

    private List<String> found(String pem) {
        return rules(verification.verify(issued(Optional.of(pem)), ownKey(), ISSUED));
    }

    private static List<String> rules(List<Finding> findings) {
        return findings.stream().map(Finding::rule).toList();
    }

    private static OrderBody token() {
        return OrderBody.of(JsonNodeFactory.instance.objectNode().put("provisioning_method", "qscd"));
    }

    private static OrderBody ownKey() {
        return OrderBody.of(JsonNodeFactory.instance
                .objectNode()
                .put("provisioning_method", "csr")
                .put("csr", csr(SEAL_KEY)));
    }

    private static IssuedSeal issued(Optional<String> pem) {
        return new IssuedSeal(
                EsealId.of("ES-00000001"),
                OrderId.of(7),
                8,
                Optional.of("0A1B2C"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-06-14T23:59:59Z"),
                pem);
    }
}
