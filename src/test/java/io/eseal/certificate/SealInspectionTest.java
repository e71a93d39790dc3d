package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SealCertificate;
import io.eseal.fixtures.TrustFake;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.inspection.CertificateInspection;
import io.eseal.inspection.Comparison;
import io.eseal.inspection.Conclusion;
import io.eseal.inspection.InspectionSettings;
import io.eseal.inspection.RuleResult;
import io.eseal.inspection.StoredReport;
import io.eseal.keys.KeyStrength;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.Operation;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.SealEvents;
import io.eseal.trust.TrustUnavailableException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.bouncycastle.asn1.x500.X500Name;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What came is held against what was approved, what CertCentral tells, and what other requests have. */
@ParameterizedClass
@EnumSource(Database.class)
class SealInspectionTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0SPECT01");
    private static final EsealId OTHER = EsealId.of("ES-0SPECT02");
    private static final KeyPair CA_KEY = Keys.fresh();
    private static final KeyPair SEAL_KEY = Keys.fresh();
    private static final KeyPair OTHER_KEY = Keys.fresh();
    private static final X500Name CA = SealCertificate.caName("Example Root");
    private static final String CA_PEM = SealCertificate.ca(
                    "Example Root",
                    CA_KEY,
                    CA,
                    CA_KEY,
                    Instant.parse("2020-01-01T00:00:00Z"),
                    Instant.parse("2040-01-01T00:00:00Z"))
            .pem();
    private static final Instant FROM = Instant.parse("2026-06-15T00:00:00Z");
    private static final Instant TILL = Instant.parse("2028-06-15T23:59:59Z");

    private final TrustFake trust = new TrustFake();
    private final SealLinks links = LifecycleBeans.links(jdbc);
    private final IssuedSeals seals;
    private final SealInspection inspection;

    SealInspectionTest(Database database) {
        super(database);
        seals = new IssuedSeals(jdbc, clock);
        inspection = new SealInspection(
                seals,
                new SealOrders(
                        register, seals, LifecycleBeans.knownKeys(jdbc, register, false), links, Ledgers.reader(jdbc)),
                trust,
                new CertificateInspection(InspectionSettings.defaults(), KeyStrength.recommended(), clock),
                reports,
                clock);
    }

    @BeforeEach
    void an_order_with_a_csr() {
        ordered(ID, false);
    }

    @Test
    void the_seal_that_was_ordered_fulfils_every_rule() {
        StoredReport report = inspected(seal(false, seal -> {}));

        assertThat(report.broken()).isEmpty();
        assertThat(report.report().conclusion()).isEqualTo(Conclusion.ACCEPTED);
        assertThat(reports.newest(ID)).contains(report);
        assertThat(timeline.of(ID).get(timeline.of(ID).size() - 1).as(SealEvents.CertificateInspected.class))
                .contains(new SealEvents.CertificateInspected(
                        1, "ACCEPTED", List.of(), List.of(), List.of(), report.sha256()));
        assertThat(report.trust().lists()).containsExactly(TrustFake.LIST);
        assertThat(report.trust().path()).hasSize(2);
    }

    @Test
    void the_seal_on_a_token_is_held_against_a_token() {
        ordered(OTHER, true);
        assertThat(rules(inspected(OTHER, Optional.of(seal(true, seal -> {}))))).isEmpty();
        assertThat(rules(inspected(OTHER, Optional.of(seal(false, seal -> {})))))
                .contains("qc_device", "policy_ordered");
    }

    @Test
    void a_certificate_that_only_the_token_has_is_told_and_its_order_is_held_against_the_rules() {
        ordered(OTHER, true);
        assertThat(rules(inspected(OTHER, Optional.empty()))).containsExactly("certificate_seen");

        register.orderStatus(OTHER, "revoked");
        clock.pass(Duration.ofDays(1000));
        assertThat(rules(inspected(OTHER, Optional.empty())))
                .containsExactly("order_status", "order_not_over", "certificate_seen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"revoked", "canceled", "rejected", "expired"})
    void a_certificate_of_an_order_that_has_ended_meanwhile_is_refused(String status) {
        register.orderStatus(ID, status);
        assertThat(rules(inspected(seal(false, seal -> {})))).containsExactly("order_status");
    }

    @Test
    void a_certificate_for_another_key_is_refused() {
        assertThat(rules(inspected(
                        seal(false, seal -> seal.key(OTHER_KEY.getPublic().getEncoded())))))
                .contains("key_of_csr");
    }

    @Test
    void a_certificate_of_another_organisation_or_country_is_for_a_person_to_decide() {
        StoredReport report = inspected(
                seal(false, seal -> seal.replaceSubject("O", "Other BV").replaceSubject("CN", "Other BV")));

        assertThat(rules(report)).containsExactly("organization_name", "common_name");
        assertThat(report.report().comparisons()).contains(new Comparison("Organisation", "Example NV", "Other BV"));
        register.organization(ID, Optional.of("Example NV"), Optional.of("nl"));
        assertThat(rules(inspected(seal(false, seal -> {})))).containsExactly("organization_country");
    }

    @Test
    void a_certificate_with_another_identifier_than_the_seal_that_it_follows_is_for_a_person_to_decide() {
        ordered(OTHER, false);
        transaction.executeWithoutResult(status -> {
            seals.save(issued(
                    OTHER,
                    Optional.of(seal(
                            false,
                            it -> it.serial(BigInteger.TWO)
                                    .key(OTHER_KEY.getPublic().getEncoded())
                                    .replaceSubject("OI", "VATBE-0999999999")))));
            links.link(ID, OTHER, Succession.RENEWAL);
        });
        StoredReport report = inspected(seal(false, seal -> {}));

        assertThat(rules(report)).containsExactly("organization_identifier_before");
        assertThat(report.report().comparisons())
                .contains(new Comparison("Identifier", "VATBE-0999999999", "VATBE-0123456789"));
    }

    @Test
    void a_CA_that_nobody_trusts_is_refused_and_a_revoked_certificate_is_too() {
        trust.knowsTheRevocation();
        assertThat(rules(inspected(seal(false, seal -> {})))).containsExactly("revocation");
        trust.trustsNobody();
        assertThat(rules(inspected(seal(false, seal -> {})))).contains("trust_path");
    }

    @Test
    void without_a_source_of_trust_nothing_is_found_out_and_nothing_stored() {
        trust.unavailable();
        assertThatThrownBy(() -> inspected(seal(false, seal -> {}))).isInstanceOf(TrustUnavailableException.class);
        assertThat(reports.newest(ID)).isEmpty();
        assertThat(eventsOf(ID)).doesNotContain("certificate_inspected");
    }

    @Test
    void serial_number_and_days_that_CertCentral_tells_otherwise_are_found() {
        IssuedSeal told = issued(ID, Optional.of(seal(false, seal -> {})));
        assertThat(rules(inspected(new IssuedSeal(
                        ID,
                        told.orderId(),
                        told.certificateId(),
                        Optional.of("0123456789abcdef"),
                        FROM.minus(Duration.ofDays(2)),
                        TILL.plus(Duration.ofDays(2)),
                        told.pem(),
                        false,
                        Optional.empty()))))
                .containsExactly("order_serial_number", "order_first_day", "order_last_day");
    }

    @Test
    void what_is_no_certificate_is_refused_and_so_is_one_that_came_with_its_private_key() {
        assertThat(rules(inspected("<html>Service unavailable</html>"))).contains("download_readable");
        assertThat(rules(inspected(seal(false, seal -> {})
                        + seal(false, seal -> seal.key(OTHER_KEY.getPublic().getEncoded())))))
                .contains("download_leaf");
        IssuedSeal good = issued(ID, Optional.of(seal(false, seal -> {})));
        assertThat(rules(inspected(new IssuedSeal(
                        ID, good.orderId(), 8, good.serialNumber(), FROM, TILL, good.pem(), true, Optional.empty()))))
                .containsExactly("download_private_key");
    }

    @Test
    void a_certificate_or_key_that_came_for_another_request_is_found() {
        ordered(OTHER, false);
        String pem = seal(false, seal -> {});
        inspected(OTHER, Optional.of(pem));

        assertThat(rules(inspected(pem))).containsExactly("certificate_elsewhere", "key_elsewhere");
        assertThat(rules(inspected(seal(false, seal -> seal.serial(BigInteger.TWO)))))
                .contains("key_elsewhere")
                .doesNotContain("certificate_elsewhere");
    }

    private StoredReport inspected(String pem) {
        return inspected(ID, Optional.of(pem));
    }

    private StoredReport inspected(EsealId id, Optional<String> pem) {
        return inspected(issued(id, pem));
    }

    private StoredReport inspected(IssuedSeal seal) {
        return transaction.execute(status -> {
            seals.save(seal);
            return inspection.inspect(seal.esealId());
        });
    }

    private static List<String> rules(StoredReport report) {
        return report.broken().stream().map(RuleResult::rule).toList();
    }

    /** The decision may be days after the report that it is on. */
    @Test
    void accepted_findings_stay_accepted_until_something_else_is_found() {
        String other = seal(false, it -> it.replaceSubject("CN", "Example"));
        StoredReport found = inspected(other);
        assertThat(found.objection()).isPresent();
        actingAs("olivia");
        reports.accept(ID, found, UserId.of("olivia"));
        StoredReport again = inspected(other);
        assertThat(again.acceptance())
                .isEqualTo(reports.of(ID).get(0).acceptance())
                .isPresent();
        assertThat(again.objection()).isEmpty();
        assertThat(reports.newest(ID)).contains(again);

        trust.knowsTheRevocation();
        assertThat(inspected(other).refusal()).isPresent();
    }

    @Test
    void the_acceptance_of_one_certificate_is_none_of_another() {
        StoredReport found = inspected(seal(false, it -> it.replaceSubject("CN", "Example")));
        actingAs("olivia");
        reports.accept(ID, found, UserId.of("olivia"));
        assertThat(inspected(seal(
                                false, it -> it.replaceSubject("CN", "Example").serial(BigInteger.TWO)))
                        .acceptance())
                .isEmpty();
        assertThat(inspected(seal(false, it -> it.replaceSubject("O", "Example")))
                        .acceptance())
                .isEmpty();
    }

    @Test
    void a_certificate_that_begins_before_its_order_is_found() {
        OrderLedger ledger = Ledgers.node(jdbc, transactionManager, clock);
        ledger.accepted(ledger.claim(ledger.open(Operation.ORDER, ID)).orElseThrow(), 7);
        assertThat(rules(inspected(seal(false, seal -> {})))).isEmpty();
        String early = SealCertificate.seal(
                                SEAL_KEY,
                                false,
                                CA,
                                CA_KEY,
                                FROM.minus(Duration.ofDays(20)),
                                TILL.minus(Duration.ofDays(20)))
                        .pem()
                + CA_PEM;
        assertThat(rules(inspected(ID, Optional.of(early)))).contains("validity_since_order");
    }

    private void ordered(EsealId id, boolean token) {
        var body = OrderBodies.outline(token ? "qscd" : "csr", "balance");
        body.putObject("order_validity").put("years", 2);
        if (!token) {
            body.put("csr", Keys.csr(SEAL_KEY));
        }
        transaction.executeWithoutResult(status -> {
            register.open(id, UserId.of("requester"), OrderBody.of(body));
            register.organization(id, Optional.of("Example NV"), Optional.of("BE"));
            register.orderStatus(id, "issued");
        });
    }

    private static String seal(boolean token, Consumer<SealCertificate> change) {
        return SealCertificate.seal(SEAL_KEY, token, CA, CA_KEY, FROM, TILL)
                        .with(change)
                        .pem()
                + CA_PEM;
    }

    private static IssuedSeal issued(EsealId id, Optional<String> pem) {
        IssuedSeal seal =
                new IssuedSeal(id, OrderId.of(7), 8, Optional.empty(), FROM, TILL, pem, false, Optional.empty());
        return new IssuedSeal(
                id, seal.orderId(), 8, seal.leaf().map(IssuedSeal::serial), FROM, TILL, pem, false, Optional.empty());
    }
}
