package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.io.IOException;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.web.util.HtmlUtils;

/** Tests the mails that arrive at a real mail server while people work with the application. */
class MailIT extends Scenario {

    private static final String BASE = "https://seals.example.org";
    private static final String CANARY = "No\r\nBcc: other@example.org\r\n\r\n<script>alert('x')</script>";

    private static GreenMail mailServer;
    private static TestApplication application;

    @BeforeAll
    static void start() throws IOException {
        int port = freePort();
        mailServer = new GreenMail(new ServerSetup(port, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
        mailServer.start();
        application = TestApplication.on(
                "jdbc:h2:mem:mail",
                "sa",
                "",
                Map.of(
                        "spring.mail.host",
                        "127.0.0.1",
                        "spring.mail.port",
                        String.valueOf(port),
                        "eseal.notification.base-url",
                        BASE,
                        "eseal.notification.delivery-interval",
                        "PT0.2S",
                        "eseal.notification.sweep-interval",
                        "PT0.5S",
                        "eseal.certificate.reminder-cron",
                        "* * * * * *",
                        "eseal.tasks.due-of.user_pay_by_card",
                        "PT3S"));
    }

    @AfterAll
    static void stop() {
        application.close();
        mailServer.stop();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Test
    void from_the_request_to_the_seal_in_service_everybody_is_told_what_concerns_them() {
        String id = requested(OrderBodies.withCsr(CSR));
        String task = waitsIn(id, Elements.USER_APPROVE_REQUEST).get("id").asText();

        MimeMessage asked = arrives(id, "legal", "Approve request");
        assertThat(text(asked))
                .contains(
                        BASE + "/camunda/app/tasklist/default/?task=" + task + "#/?task=" + task,
                        "requester requests an EU qualified eSeal");
        assertThat(HtmlUtils.htmlUnescape(html(asked)))
                .contains("href=\"" + BASE + "/camunda/app/tasklist/default/?task=" + task + "#/?task=" + task + "\"");
        approve(id);
        reaches(id, "ORDERED");
        certCentral().setStatus(order(id).orderId(), "issued");
        reaches(id, "IN_SERVICE");
        arrives(id, "requester", "Your seal is issued");
        assertThat(text(arrives(id, "requester", "Your seal is in service")))
                .contains(BASE + "/api/eseals/" + id + "/certificate");
        assertThat(received(id, "requester"))
                .as("asked to approve nothing")
                .noneMatch(mail -> subject(mail).startsWith("Approve"));
        assertThat(received(id, "operator")).isEmpty();
    }

    @Test
    void a_rejection_arrives_with_its_reason_and_nothing_of_it_is_markup_or_a_header() throws MessagingException {
        String id = requested(OrderBodies.onTokenToDublin());

        completes("legal", id, Elements.USER_APPROVE_REQUEST, Map.of("decision", "reject", "comment", CANARY));

        MimeMessage mail = arrives(id, "requester", "Your request was rejected");
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getAllRecipients()).hasSize(1);
        assertThat(text(mail)).contains("legal rejected your request for a seal:", "> No", "> Bcc: other@example.org");
        assertThat(html(mail)).contains("&lt;script&gt;").doesNotContain("<script");
    }

    @Test
    void while_the_mail_server_is_away_the_process_goes_on_and_the_mail_arrives_later() {
        mailServer.stop();
        String id = ordered(OrderBodies.withCsr(newCsr()));
        as("requester")
                .postJson("/api/eseals/" + id + "/cancellation", SingleQuoted.object("{'reason': 'not needed'}"));
        reaches(id, "CANCELED");
        assertThat(application.tables().columnsWith(id)).contains("\"MAIL\".FACTS");

        mailServer.start();
        // As if the wait after a failed try were over.
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> {
            application.tables().execute("update mail set next_try = created_at");
            return received(id, "requester").stream()
                    .anyMatch(mail -> subject(mail).startsWith("Your request was canceled"));
        });
        assertThat(received(id, "legal")).as("the approval is given long since").isEmpty();
    }

    @Test
    void finance_is_told_of_a_payment_and_again_when_it_is_due_and_operators_when_it_stays() {
        String id = approved(OrderBodies.withCsr(CSR).put("payment_method", "card"));
        waitsIn(id, Elements.USER_PAY_BY_CARD);

        assertThat(text(arrives(id, "finance", "Pay by card"))).contains("pays the order with a credit card");
        arrives(id, "finance", "Reminder: Pay by card");
        arrives(id, "operator", "Overdue: Pay by card");
    }

    @Test
    void a_seal_near_its_end_is_told_of_once_with_what_is_known_of_its_renewal() {
        String undecided = inService(month());
        String renewed = inService(month());
        completes("requester", renewed, Elements.USER_DECIDE_RENEWAL, Map.of("decision", "renew"));

        assertThat(text(arrives(undecided, "requester", "Seal ends on ")))
                .contains("in 30 days. After that day", "Nobody has decided yet", "in the task Decide renewal");
        arrives(renewed, "requester", "Seal ends on ");
        arrives(undecided, "requester", "Your seal is in service");
        assertThat(received(undecided, "requester").stream()
                        .filter(mail -> subject(mail).startsWith("Seal ends on ")))
                .hasSize(1);
        assertThat(received(undecided, "operator")).isEmpty();
    }

    private ObjectNode month() {
        ObjectNode month = OrderBodies.withCsr(newCsr());
        month.putObject("order_validity").put("days", 30);
        return month;
    }

    @Test
    void operators_are_told_of_a_step_that_stands_still() {
        certCentral().next("place_order", "not_authorized");
        String id = approved(OrderBodies.withCsr(CSR));

        MimeMessage mail = Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(
                        () -> Arrays.stream(mailServer.getReceivedMessages())
                                .filter(one -> subject(one).equals("A step of the process stands still"))
                                .findFirst()
                                .orElse(null),
                        one -> one != null);
        assertThat(text(mail))
                .contains("* Place order, " + id, BASE + "/camunda/app/cockpit/default/#/process-instance/");
        assertThat(to(mail)).isEqualTo("operator@example.org");
    }

    @Test
    void operators_see_what_waits_and_the_service_stays_up() {
        JsonNode health = as("operator").get("/actuator/health").json();

        assertThat(health.path("status").asText()).isEqualTo("UP");
        assertThat(health.at("/components/mail/details/givenUp").asInt(-1)).isZero();
    }

    /** The server comes back at the same one. */
    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private MimeMessage arrives(String id, String user, String subject) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(
                        () -> received(id, user).stream()
                                .filter(mail -> subject(mail).startsWith(subject))
                                .findFirst()
                                .orElse(null),
                        mail -> mail != null);
    }

    private static List<MimeMessage> received(String id, String user) {
        return Arrays.stream(mailServer.getReceivedMessages())
                .filter(mail -> to(mail).equals(user + "@example.org")
                        && (subject(mail).contains(id) || text(mail).contains(id)))
                .toList();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String to(MimeMessage mail) {
        try {
            return mail.getAllRecipients()[0].toString();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String text(MimeMessage mail) {
        return part(mail, 0);
    }

    private static String html(MimeMessage mail) {
        return part(mail, 1);
    }

    private static String part(MimeMessage mail, int index) {
        try {
            return ((String) ((MimeMultipart) mail.getContent())
                            .getBodyPart(index)
                            .getContent())
                    .replace("\r\n", "\n");
        } catch (MessagingException | IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
