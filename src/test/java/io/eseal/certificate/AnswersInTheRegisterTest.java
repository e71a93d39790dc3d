package io.eseal.certificate;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.ok;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.assertj.core.api.Assertions.assertThat;

import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import com.github.tomakehurst.wiremock.junit5.WireMockExtension;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralSettings;
import io.eseal.certcentral.ReadOrders;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.Eseal;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Tests that texts of CertCentral can be stored, of any length and with any characters. */
@ParameterizedClass
@EnumSource(Database.class)
class AnswersInTheRegisterTest extends DatabaseTest {

    @RegisterExtension
    static final WireMockExtension API = WireMockExtension.newInstance()
            .options(WireMockConfiguration.wireMockConfig().dynamicPort())
            .build();

    private static final EsealId ID = EsealId.of("ES-0ANSWER1");

    private final IssuedSeals seals;

    AnswersInTheRegisterTest(Database database) {
        super(database);
        seals = new IssuedSeals(jdbc, clock);
    }

    @Test
    void long_words_serial_numbers_and_names_and_characters_that_no_database_keeps_are_kept_in_part() {
        request(ID);
        orderIs(("\"status\":\"%s\",\"certificate\":{\"id\":8,\"serial_number\":\"%s\",\"valid_from\":\"2026-01-01\","
                        + "\"valid_till\":\"2027-06-14\"}")
                .formatted("\\u0000" + "s".repeat(5000), "\\ud800" + "A".repeat(80)));
        API.stubFor(get(urlPathMatching("/certificate/.*"))
                .willReturn(ok("-----BEGIN CERTIFICATE-----\u0000-----END CERTIFICATE-----")));
        API.stubFor(get(urlPathMatching("/organization/.*"))
                .willReturn(okJson("{\"id\":5,\"name\":\"\\u0000%s\"}".formatted("N".repeat(312)))));

        transaction.executeWithoutResult(status -> {
            Inspected.good(reports, fetch().fetch(ID, OrderId.of(7), false));
            certificates().register(ID);
            register.organization(ID, certCentral().organization(5).name(), Optional.empty());
        });

        Eseal eseal = register.find(ID).orElseThrow();
        assertThat(eseal.orderStatus()).contains("\uFFFD" + "s".repeat(31));
        assertThat(eseal.serialNumber()).contains("\uFFFD" + "A".repeat(63));
        assertThat(eseal.organizationName()).contains("\uFFFD" + "N".repeat(254));
        assertThat(timeline.isIntact(ID)).isTrue();
    }

    @Test
    void an_order_that_ends_later_than_its_certificate_is_registered_and_renewed_by_the_certificate() {
        request(ID);
        orderIs("\"status\":\"issued\",\"certificate\":{\"id\":8,\"serial_number\":\"0123456789abcdef\","
                + "\"valid_from\":\"2026-01-01\",\"valid_till\":\"2029-11-26\"}");
        certificateIsThere();

        IssuedSeal registered = transaction.execute(status -> {
            Inspected.good(reports, fetch().fetch(ID, OrderId.of(7), false));
            return certificates().register(ID);
        });

        assertThat(registered.validTill()).isEqualTo(Certificates.TILL);
        assertThat(register.find(ID).orElseThrow().serialNumber()).contains("0a1b2c");
        assertThat(register.find(ID).orElseThrow().validTill()).contains(Certificates.TILL);
    }

    @Test
    void an_order_whose_dates_cannot_be_read_has_those_of_its_certificate() {
        request(ID);
        orderIs("\"status\":\"issued\",\"certificate\":{\"id\":8,\"serial_number\":\"0a\",\"valid_from\":\"26 NOV "
                + "2026\",\"valid_till\":\"26 NOV 2027\"}");
        certificateIsThere();

        IssuedSeal fetched = transaction.execute(status -> fetch().fetch(ID, OrderId.of(7), false));

        assertThat(fetched.validFrom()).isEqualTo(Certificates.FROM);
        assertThat(fetched.validTill()).isEqualTo(Certificates.TILL);
    }

    private static void orderIs(String fields) {
        API.stubFor(get(urlPathMatching("/order/certificate/.*")).willReturn(okJson("{\"id\":7," + fields + "}")));
    }

    private static void certificateIsThere() {
        API.stubFor(get(urlPathMatching("/certificate/.*"))
                .willReturn(ok(Certificates.seal(Certificates.COMPLIANCE, Certificates.ESEAL) + Certificates.CA)));
    }

    private static CertCentral certCentral() {
        return CertCentral.of(CertCentralSettings.of(URI.create(API.baseUrl()), "the-key"), Clock.systemUTC());
    }

    private CertificateFetch fetch() {
        return new CertificateFetch(certCentral(), seals, register, new ReadOrders(clock));
    }

    private CertificateRegister certificates() {
        return new CertificateRegister(seals, reports, register, timeline);
    }
}
