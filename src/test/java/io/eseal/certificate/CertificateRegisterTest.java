package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.Keys;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.inspection.StoredReport;
import io.eseal.lifecycle.CompletionRefused;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What may go into service is what the newest report allows, whatever way led to the register. */
@ParameterizedClass
@EnumSource(Database.class)
class CertificateRegisterTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0REG0001");
    private static final EsealId OTHER = EsealId.of("ES-0REG0002");
    private static final String PEM = Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL) + Certificates.CA;

    private final IssuedSeals seals;
    private final CertificateRegister certificates;

    CertificateRegisterTest(Database database) {
        super(database);
        seals = new IssuedSeals(jdbc, clock);
        certificates = new CertificateRegister(seals, reports, register, timeline);
    }

    @BeforeEach
    void two_requests() {
        request(ID);
        request(OTHER);
    }

    @Test
    void without_a_certificate_or_a_report_nothing_is_registered() {
        assertRefused(ID, "There is no certificate");
        fetched(ID, PEM);
        assertRefused(ID, "has not been inspected");
    }

    @Test
    void a_hard_rule_keeps_a_certificate_out_even_when_somebody_accepted_it() {
        StoredReport report = Inspected.refused(reports, fetched(ID, PEM));
        assertRefused(ID, "trust_path");

        reports.accept(ID, report, UserId.of("operator"));
        assertRefused(ID, "trust_path");
        assertThat(seals.isRegistered(ID)).isFalse();
    }

    @Test
    void a_finding_keeps_a_certificate_out_until_somebody_accepts_it() {
        StoredReport report = Inspected.withFinding(reports, fetched(ID, PEM));
        assertRefused(ID, "common_name");

        actingAs("operator", "operators");
        reports.accept(ID, report, UserId.of("operator"));
        registered(ID);

        assertThat(seals.isRegistered(ID)).isTrue();
        assertThat(eventsOf(ID))
                .containsSequence("certificate_inspected", "findings_accepted", "certificate_registered");
        assertThat(reports.newest(ID).orElseThrow().acceptance().orElseThrow().person())
                .isEqualTo(UserId.of("operator"));
    }

    @Test
    void the_newest_report_counts_and_all_are_kept() {
        IssuedSeal seal = fetched(ID, PEM);
        reports.accept(ID, Inspected.withFinding(reports, seal), UserId.of("operator"));
        Inspected.withTwoFindings(reports, seal);

        assertRefused(ID, "organization_name");
        assertThat(reports.of(ID)).extracting(StoredReport::number).containsExactly(1, 2);
        assertThat(reports.of(ID).get(0).acceptance()).isPresent();
    }

    @Test
    void a_report_is_on_one_certificate_alone() {
        Inspected.good(reports, fetched(ID, PEM));
        fetched(ID, Certificates.seal(Keys.fresh(), Certificates.TILL, Certificates.COMPLIANCE) + Certificates.CA);

        assertRefused(ID, "on another certificate");
    }

    @Test
    void one_certificate_is_in_service_for_one_request() {
        Inspected.good(reports, fetched(ID, PEM));
        registered(ID);
        registered(ID);
        Inspected.good(reports, fetched(OTHER, PEM));

        assertRefused(OTHER, "certificate_elsewhere");
        assertThat(seals.othersWithCertificate(
                        OTHER, seals.find(OTHER).orElseThrow().leaf().orElseThrow()))
                .containsExactly(ID.value());
        assertThat(seals.othersWithKey(
                        OTHER, seals.find(OTHER).orElseThrow().leaf().orElseThrow()))
                .containsExactly(ID.value());
    }

    @Test
    void another_certificate_with_the_same_issuer_and_serial_number_is_not_registered_either() {
        Inspected.good(reports, fetched(ID, PEM));
        registered(ID);
        Inspected.good(
                reports,
                fetched(
                        OTHER,
                        Certificates.seal(Keys.fresh(), Certificates.TILL, Certificates.COMPLIANCE) + Certificates.CA));

        assertRefused(OTHER, ID.value());
    }

    @Test
    void of_two_requests_at_once_with_one_certificate_one_has_it() throws Exception {
        for (EsealId id : List.of(ID, OTHER)) {
            Inspected.good(reports, fetched(id, PEM));
        }
        AtomicInteger next = new AtomicInteger();

        List<Boolean> done = atOnce(2, () -> {
            try {
                registered(List.of(ID, OTHER).get(next.getAndIncrement()));
                return true;
            } catch (RuntimeException e) {
                return false;
            }
        });

        assertThat(done).containsExactlyInAnyOrder(true, false);
        assertThat(jdbc.sql("select count(*) from certificate_holder")
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    private void assertRefused(EsealId id, String why) {
        assertThatThrownBy(() -> registered(id))
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(why);
    }

    private void registered(EsealId id) {
        transaction.executeWithoutResult(status -> certificates.register(id));
    }

    private IssuedSeal fetched(EsealId id, String pem) {
        IssuedSeal seal = new IssuedSeal(
                id,
                OrderId.of(7),
                8,
                Optional.empty(),
                Certificates.FROM,
                Certificates.TILL,
                Optional.of(pem),
                false,
                Optional.empty());
        transaction.executeWithoutResult(status -> seals.save(seal));
        return seal;
    }
}
