package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.fixtures.EsealOrders;
import io.eseal.id.OrderId;
import java.io.IOException;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

class EsealOrderTest {

    private static final String VENDOR_FORM = """
            {"certificate":{"signature_hash":"sha256","profile_option":"nonrepudiation","is_rsassa_pss":false},
             "csa_agreed_to":true,"provisioning_method":"csr",
             "ship_info":{"name":"n","addr1":"a1","addr2":"a2","city":"c","state":"s","zip":"z","country":"us","method":"EXPEDITED"},
             "csr":"-----BEGIN","organization":{"id":2042709,"name":"n","assumed_name":"an","address":"a","address2":"b","city":"c",
               "state":"s","zip":"z","country":"us","telephone":"1","skip_duplicate_org_check":true,
               "organization_contact":{"first_name":"f","last_name":"l","job_title":"j","email":"e","telephone":"t",
               "telephone_extension":"x"},
               "contacts":[{"id":1,"user_id":2812497,"first_name":"f","last_name":"l","email":"e","job_title":"j",
               "telephone":"t","contact_type":"verified_contact"}]},
             "order_validity":{"years":1,"days":300,"custom_expiration_date":"09 JUN 2027"},"payment_method":"card",
             "credit_card":{"number":"4111222233334444","expiration_month":"07","expiration_year":"2028","cvv":"987",
             "cardholder_name":"Jane Roe","save_credit_card":null,"set_as_default":"1"},
             "billing_address":{"address":"a","address2":"b","city":"c","state":"s","country":"us","zip":"z"},
             "alternative_order_id":"ES-7K3QX2M9","renewal_of_order_id":42}""";

    @Test
    void a_plain_mapper_reads_and_writes_every_parameter_under_the_vendors_name() throws JsonProcessingException {
        ObjectMapper plain = new ObjectMapper();
        JsonNode json = plain.readTree(VENDOR_FORM);

        EsealOrder order = plain.treeToValue(json, EsealOrder.class);

        assertThat(plain.readTree(plain.writeValueAsString(order))).isEqualTo(json);
        assertThat(order.certificate().rsassaPss()).isFalse();
        assertThat(order.organization().contacts().get(0).userId()).isEqualTo(2812497);
        assertThat(order.renewalOfOrderId()).isEqualTo(OrderId.of(42));
    }

    @Test
    void the_wire_of_the_client_has_the_same_names() throws JsonProcessingException {
        ObjectMapper wire = WireMapper.create();
        JsonNode json = wire.readTree(VENDOR_FORM);

        WireBody body =
                WireBody.of(wire.treeToValue(json, EsealOrder.class), wire, CsrPlacement.ROOT, Optional.empty());

        assertThat(wire.readTree(wire.writeValueAsString(body))).isEqualTo(json);
    }

    @Test
    void the_text_of_a_card_shows_its_last_four_digits_only() {
        assertThat(EsealOrders.card(true)).hasToString("CreditCard[****4444]");
        assertThat(new EsealOrder.CreditCard("411122", "07", "2028", "987", "Jane Roe", null, "0"))
                .hasToString("CreditCard[****]");
        assertThat(new EsealOrder.CreditCard(null, null, null, null, null, null, null))
                .hasToString("CreditCard[****]");
    }

    @Test
    void the_text_of_an_order_shows_no_more_of_its_card() {
        assertThat(EsealOrders.byCard(null).toString()).contains("****4444").doesNotContain("4111", "987", "Jane Roe");
        assertThat(WireBody.of(EsealOrders.byCard(null), WireMapper.create(), CsrPlacement.ROOT, Optional.empty()))
                .hasToString("WireBody[***]");
    }

    @Test
    void neither_card_nor_key_is_logged_even_at_trace() throws IOException {
        List<String> lines = loggedAtTrace(() -> {
            try (RawServer server =
                    new RawServer(RawServer.says("HTTP/1.1 201 Created\r\nContent-Length: 8\r\n\r\n{\"id\":1}"))) {
                CertCentral.of(CertCentralSettings.of(server.url(), "the-secret-key"), Clock.systemUTC())
                        .placeOrder(EsealOrders.byCard(true), Instant.MAX);
            }
        });

        assertThat(lines)
                .anyMatch(line -> line.contains("WireBody"))
                .noneMatch(line ->
                        line.contains("4111222233334444") || line.contains("987") || line.contains("the-secret-key"));
    }

    @Test
    void no_exception_shows_card_or_key() {
        Throwable thrown = catchThrowable(() -> CertCentral.of(
                        CertCentralSettings.of(URI.create("https://certcentral.invalid"), "the-secret-key"),
                        Clock.systemUTC())
                .placeOrder(EsealOrders.byCard(true), Instant.MAX));

        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            assertThat(cause.toString()).doesNotContain("4111", "987", "the-secret-key");
        }
    }

    private interface Act {
        void run() throws IOException;
    }

    private static List<String> loggedAtTrace(Act act) throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger("org.springframework.web");
        ListAppender<ILoggingEvent> appender = new ListAppender<>();
        Level before = root.getLevel();
        appender.start();
        root.addAppender(appender);
        root.setLevel(Level.TRACE);
        try {
            act.run();
        } finally {
            root.detachAppender(appender);
            root.setLevel(before);
        }
        return appender.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
