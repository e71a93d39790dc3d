package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.ReadOrders;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.orderbody.OrderBody;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

@ParameterizedClass
@EnumSource(Database.class)
class CertificateFetchTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0FETCH01");
    private static final LocalDate FROM = LocalDate.parse("2026-06-15");
    private static final LocalDate TILL = LocalDate.parse("2027-06-14");

    private final CertCentral certCentral = mock(CertCentral.class);
    private final IssuedSeals seals;
    private final ReadOrders read;
    private final CertificateFetch fetch;
    private final CertificateRegister certificates;

    CertificateFetchTest(Database database) {
        super(database);
        seals = new IssuedSeals(jdbc, clock);
        read = new ReadOrders(clock);
        fetch = new CertificateFetch(certCentral, seals, register, read);
        certificates = new CertificateRegister(seals, reports, register, timeline);
    }

    @BeforeEach
    void an_order_of_which_CertCentral_hands_out_nothing_yet() {
        request(ID);
        when(certCentral.certificatePem(anyLong())).thenReturn(Optional.empty());
    }

    @Test
    void an_order_that_was_just_read_as_issued_is_not_asked_for_again_but_once() {
        OrderInfo issued = OrderInfo.of(
                OrderId.of(7),
                "issued",
                Optional.of(
                        certificate(Optional.of(44L), Optional.of("0A1B2C"), Optional.of(FROM), Optional.of(TILL))));
        when(certCentral.order(OrderId.of(7))).thenReturn(issued);
        when(certCentral.certificatePem(44)).thenReturn(Optional.of("PEM"));
        read.keep(issued);

        assertThat(fetch(false).certificateId()).isEqualTo(44);
        verify(certCentral, never()).order(any());
        fetch(false);
        verify(certCentral, times(1)).order(OrderId.of(7));

        read.keep(issued);
        clock.pass(Duration.ofSeconds(31));
        fetch(false);
        verify(certCentral, times(2)).order(OrderId.of(7));
    }

    @Test
    void an_order_that_was_read_before_it_told_its_days_is_asked_for_again() {
        read.keep(OrderInfo.of(
                OrderId.of(7),
                "issued",
                Optional.of(certificate(Optional.of(44L), Optional.empty(), Optional.empty(), Optional.empty()))));
        certCentralShows(
                "issued", certificate(Optional.of(44L), Optional.of("0A1B2C"), Optional.of(FROM), Optional.of(TILL)));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of("PEM"));

        assertThat(fetch(false).serialNumber()).contains("0A1B2C");
    }

    @Test
    void an_issued_certificate_is_kept_with_its_days_in_UTC() {
        certCentralShows(
                "issued", certificate(Optional.of(44L), Optional.of("0A1B2C"), Optional.of(FROM), Optional.of(TILL)));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of("PEM"));

        IssuedSeal seal = fetch(false);

        assertThat(seal)
                .isEqualTo(new IssuedSeal(
                        ID,
                        OrderId.of(7),
                        44,
                        Optional.of("0A1B2C"),
                        Instant.parse("2026-06-15T00:00:00Z"),
                        Instant.parse("2027-06-14T23:59:59Z"),
                        Optional.of("PEM"),
                        false,
                        Optional.empty()));
        assertThat(seals.find(ID)).contains(seal);
        assertThat(register.find(ID).orElseThrow().certificateId()).contains(44L);
        assertThat(register.find(ID).orElseThrow().orderStatus()).contains("issued");
    }

    @Test
    void fetched_again_the_later_certificate_replaces_the_earlier() {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of("PEM"));
        fetch(false);
        certCentralShows("issued", OrderInfo.Certificate.of(45, FROM, TILL));
        when(certCentral.certificatePem(45)).thenReturn(Optional.of("other PEM"));

        assertThat(fetch(false).certificateId()).isEqualTo(45);
        assertThat(seals.find(ID).orElseThrow().pem()).contains("other PEM");
    }

    @Test
    void without_a_certificate_an_id_or_its_days_it_is_not_issued_yet() {
        assertNotIssued("has no certificate yet", Optional.empty());
        assertNotIssued(
                "has no certificate id yet",
                Optional.of(certificate(Optional.empty(), Optional.empty(), Optional.of(FROM), Optional.of(TILL))));
        assertNotIssued(
                "is not issued yet",
                Optional.of(certificate(Optional.of(44L), Optional.empty(), Optional.empty(), Optional.of(TILL))));
        assertNotIssued(
                "is not issued yet",
                Optional.of(certificate(Optional.of(44L), Optional.empty(), Optional.of(FROM), Optional.empty())));
    }

    @Test
    void without_a_download_a_csr_order_waits_but_a_token_order_goes_on() {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));

        assertThatThrownBy(() -> fetch(false))
                .isInstanceOf(NotIssuedYetException.class)
                .hasMessageContaining("has no PEM");
        assertThat(seals.find(ID)).isEmpty();

        assertThat(fetch(true).pem()).isEmpty();
        assertThat(seals.find(ID).orElseThrow().serialNumber()).isEmpty();
    }

    @Test
    void an_accepted_certificate_is_registered_with_what_it_says_of_itself() {
        certCentralShows(
                "issued", certificate(Optional.of(44L), Optional.of("0A1B2C"), Optional.of(FROM), Optional.of(TILL)));
        when(certCentral.certificatePem(44))
                .thenReturn(
                        Optional.of(Certificates.CA + Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL)));
        fetch(false);

        transaction.executeWithoutResult(status -> registered());

        assertThat(column("subject")).isEqualTo("CN=Example NV");
        assertThat(column("issuer")).isEqualTo("CN=Example CA");
        assertThat(column("key_print")).matches("[0-9a-f]{64}");
        assertThat(register.find(ID).orElseThrow().serialNumber()).contains("0a1b2c");
        assertThat(register.find(ID).orElseThrow().validTill()).contains(Certificates.TILL);
        assertThat(eventsOf(ID)).contains("certificate_registered");
    }

    @Test
    void serial_number_and_dates_in_the_register_are_the_certificates_whatever_the_order_tells() {
        certCentralShows(
                "issued",
                certificate(
                        Optional.of(44L),
                        Optional.of("0123456789abcdef"),
                        Optional.of(FROM),
                        Optional.of(LocalDate.parse("2029-11-26"))));
        when(certCentral.certificatePem(44))
                .thenReturn(
                        Optional.of(Certificates.CA + Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL)));
        assertThat(fetch(false).validTill()).isEqualTo(Instant.parse("2029-11-26T23:59:59Z"));

        IssuedSeal registered = transaction.execute(status -> registered());

        assertThat(registered.validTill()).as("what the renewal is timed by").isEqualTo(Certificates.TILL);
        assertThat(register.find(ID).orElseThrow().serialNumber()).contains("0a1b2c");
        assertThat(register.find(ID).orElseThrow().validFrom()).contains(Certificates.FROM);
        assertThat(register.find(ID).orElseThrow().validTill()).contains(Certificates.TILL);
        assertThat(seals.find(ID)).contains(registered);
    }

    @Test
    void where_the_order_tells_no_dates_the_certificate_does() {
        certCentralShows("issued", certificate(Optional.of(44L), Optional.empty(), Optional.empty(), Optional.empty()));
        when(certCentral.certificatePem(44))
                .thenReturn(
                        Optional.of(Certificates.CA + Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL)));

        IssuedSeal seal = fetch(false);

        assertThat(seal.validFrom()).isEqualTo(Certificates.FROM);
        assertThat(seal.validTill()).isEqualTo(Certificates.TILL);
    }

    @Test
    void what_is_kept_and_handed_out_is_the_certificates_in_good_form() {
        String seal = Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL);
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        when(certCentral.certificatePem(44))
                .thenReturn(Optional.of(
                        "Bag Attributes\n" + (seal + Certificates.CA + seal).replace("-----\n-----", "----------")));

        assertThat(fetch(false).pem()).contains(seal + Certificates.CA);
    }

    @Test
    void of_several_certificates_that_of_the_ordered_key_tells_the_days_and_all_are_kept_for_the_rules() {
        EsealId own = EsealId.of("ES-0FETCH02");
        transaction.executeWithoutResult(status -> register.open(
                own, UserId.of("requester"), OrderBody.of(OrderBodies.withCsr(Keys.csr(Certificates.SEAL_KEY)))));
        String seal = Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL);
        String unrelated = Certificates.seal(Certificates.OTHER_KEY, Certificates.TILL, Certificates.COMPLIANCE);
        certCentralShows("issued", certificate(Optional.of(44L), Optional.empty(), Optional.empty(), Optional.empty()));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of(unrelated + Certificates.CA + seal));

        assertThat(fetch(own).validTill()).isEqualTo(Certificates.TILL);
        assertThat(fetch(own).pem()).contains(unrelated + Certificates.CA + seal);
        assertThat(fetch(own).leaf()).as("the rules refuse a second one").isEmpty();

        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));

        String sameKey = Certificates.seal(Certificates.SEAL_KEY, Certificates.TILL, Certificates.COMPLIANCE);
        when(certCentral.certificatePem(44)).thenReturn(Optional.of(seal + sameKey));

        assertThat(fetch(own).leaf()).as("nothing says which of two of the key").isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n-----END PRIVATE KEY-----\n",
                "PuTTY-User-Key-File-3: ssh-ed25519\nEncryption: none\nComment: key\nPublic-Lines: 2\n"
                        + "AAAAC3NzaC1lZDI1NTE5AAAAIOc\nj5p9\nPrivate-Lines: 1\nMIIEvQIBADANBgkqc25vIHJlYWwga2V5\nPrivate-MAC: 8f\n"
            })
    void a_private_key_that_came_along_is_told_and_not_kept(String key) {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        for (String seal : List.of(Certificates.seal(Certificates.COMPLIANCE), "no certificate\n")) {
            when(certCentral.certificatePem(44)).thenReturn(Optional.of(seal + key));

            IssuedSeal fetched = fetch(false);

            assertThat(fetched.privateKey()).isTrue();
            assertThat(fetched.delivered().privateKey()).isTrue();
            assertThat(fetched.pem().orElseThrow()).doesNotContain("MIIEvQIBADANBgkq");
            assertThat(seals.find(ID)).contains(fetched);
        }
    }

    @Test
    void names_that_are_longer_than_the_register_keeps_are_cut() {
        String name = "O=" + "Ä".repeat(60) + (",OU=" + "Ö".repeat(60)).repeat(30);
        String seal = Certificates.certificate(
                name,
                "CN=Example CA",
                Certificates.SEAL_KEY,
                Certificates.CA_KEY,
                false,
                Certificates.TILL,
                Optional.empty());
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of(seal));
        fetch(false);

        transaction.executeWithoutResult(status -> registered());

        assertThat(column("subject")).hasSize(1000).contains("Ö".repeat(60));
    }

    @Test
    void a_certificate_that_is_none_or_on_a_token_can_be_registered_as_somebody_accepted_it() {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        fetch(true);
        transaction.executeWithoutResult(status -> registered());
        assertThat(register.find(ID).orElseThrow().validFrom()).isPresent();

        when(certCentral.certificatePem(44))
                .thenReturn(Optional.of("-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----"));
        fetch(false);
        transaction.executeWithoutResult(status -> registered());
        assertThat(column("subject")).isNull();
    }

    private String column(String name) {
        return jdbc.sql("select " + name + " from certificate where eseal_id = :id")
                .param("id", ID.value())
                .query((row, n) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    private void assertNotIssued(String message, Optional<OrderInfo.Certificate> certificate) {
        when(certCentral.order(OrderId.of(7))).thenReturn(OrderInfo.of(OrderId.of(7), "issued", certificate));
        for (boolean onToken : new boolean[] {true, false}) {
            assertThatThrownBy(() -> fetch(onToken))
                    .isInstanceOf(NotIssuedYetException.class)
                    .hasMessageContaining(message);
        }
        assertThat(seals.find(ID)).isEmpty();
    }

    @Test
    void what_the_order_tells_later_is_held_against_the_certificate_that_came() {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of(Certificates.seal(Certificates.COMPLIANCE)));
        IssuedSeal fetched = fetch(false);
        readAgain();
        assertThat(seals.find(ID)).contains(fetched);

        certCentralShows(
                "reissue_pending",
                certificate(Optional.of(45L), Optional.of("0A"), Optional.empty(), Optional.of(TILL.plusDays(9))));
        readAgain();

        IssuedSeal told = seals.find(ID).orElseThrow();
        assertThat(told.serialNumber()).contains("0A");
        assertThat(told.validTill()).isAfter(fetched.validTill());
        assertThat(told.pem()).isEqualTo(fetched.pem());
        assertThat(told.orderDiffers()).contains("The order's certificate is 45 now; fetched was 44.");
        assertThat(register.find(ID).orElseThrow().orderStatus()).contains("reissue_pending");

        when(certCentral.order(OrderId.of(7))).thenReturn(OrderInfo.of(OrderId.of(7), "issued", Optional.empty()));
        readAgain();
        assertThat(seals.find(ID).orElseThrow().orderDiffers()).contains("The order shows no certificate any more.");
    }

    @Test
    void an_order_that_is_not_the_one_placed_is_told() {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        when(certCentral.certificatePem(44)).thenReturn(Optional.of(Certificates.seal(Certificates.COMPLIANCE)));
        fetch(false);
        when(certCentral.order(OrderId.of(7)))
                .thenReturn(OrderInfoBuilder.order(7, "issued")
                        .organization(Optional.of(815L))
                        .product("ssl_plus")
                        .reference("ES-0FETCH99")
                        .build());
        readAgain();
        assertThat(seals.find(ID).orElseThrow().orderDiffers().orElseThrow())
                .contains(
                        "organisation 815; approved was ",
                        "product ssl_plus",
                        "reference is ES-0FETCH99",
                        "shows no certificate");
    }

    @Test
    void what_came_beside_certificates_is_kept_for_the_rules() {
        certCentralShows("issued", OrderInfo.Certificate.of(44, FROM, TILL));
        String seal = Certificates.seal(Certificates.COMPLIANCE);
        String other = "-----BEGIN TRUSTED CERTIFICATE-----\nMIIB\n-----END TRUSTED CERTIFICATE-----\n";
        when(certCentral.certificatePem(44)).thenReturn(Optional.of("Bag Attributes\n" + seal + other));
        assertThat(fetch(false).delivered().beside()).contains("a block \"TRUSTED CERTIFICATE\"");
        assertThat(seals.find(ID).orElseThrow().pem().orElseThrow()).endsWith(seal + other);

        when(certCentral.certificatePem(44)).thenReturn(Optional.of("Bag Attributes\n" + seal));
        assertThat(fetch(false).pem()).contains(seal);
    }

    private void readAgain() {
        transaction.executeWithoutResult(status -> fetch.readAgain(ID));
    }

    private IssuedSeal registered() {
        Inspected.good(reports, seals.find(ID).orElseThrow());
        return certificates.register(ID);
    }

    private IssuedSeal fetch(boolean onToken) {
        return transaction.execute(status -> fetch.fetch(ID, OrderId.of(7), onToken));
    }

    private IssuedSeal fetch(EsealId id) {
        return transaction.execute(status -> fetch.fetch(id, OrderId.of(7), false));
    }

    private void certCentralShows(String status, OrderInfo.Certificate certificate) {
        when(certCentral.order(OrderId.of(7)))
                .thenReturn(OrderInfo.of(OrderId.of(7), status, Optional.of(certificate)));
    }

    private static OrderInfo.Certificate certificate(
            Optional<Long> id, Optional<String> serial, Optional<LocalDate> from, Optional<LocalDate> till) {
        return new OrderInfo.Certificate(
                id, serial, Optional.empty(), Optional.empty(), Optional.empty(), from, till, Optional.empty());
    }
}
