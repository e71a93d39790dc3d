package io.eseal.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.eseal.cluster.DatabaseReach;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.mail.javamail.JavaMailSenderImpl;

@ParameterizedClass
@EnumSource(Database.class)
class OutboxSenderTest extends DatabaseTest {

    private final GreenMail mailServer = new GreenMail(ServerSetup.SMTP.dynamicPort());
    private final JavaMailSenderImpl sender = new JavaMailSenderImpl();
    private final EngineTasks tasks = mock(EngineTasks.class);
    private final EngineIncidents incidents = mock(EngineIncidents.class);
    private final Outbox outbox = new Outbox(jdbc, json, clock);
    private final OutboxSender outboxSender = new OutboxSender(
            outbox,
            new StaleContentFilter(tasks, incidents),
            new MailServer(
                    sender,
                    new MailRenderer(MailSettings.standard()),
                    MailSettings.standard(),
                    new SimpleMeterRegistry(),
                    clock),
            MailSettings.standard(),
            clock);

    OutboxSenderTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_mail_server() {
        mailServer.start();
        sender.setHost("127.0.0.1");
        sender.setPort(mailServer.getSmtp().getPort());
        when(tasks.open(any())).thenReturn(Set.of("t-1", "t-2"));
    }

    @AfterEach
    void stop() {
        mailServer.stop();
    }

    @Test
    void a_mail_arrives_once_with_a_text_and_an_html_part() throws Exception {
        outbox.put(
                MailKind.REJECTED,
                List.of("requester@example.org"),
                Map.of(
                        "organization",
                        "Müller <b>AG</b>",
                        "esealId",
                        "ES-00000001",
                        "requester",
                        "requester",
                        "actor",
                        "legal",
                        "reason",
                        "Ohne Vertrag"));

        outboxSender.deliver();
        outboxSender.deliver();

        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        MimeMessage mail = mailServer.getReceivedMessages()[0];
        assertThat(mail.getSubject()).isEqualTo("Your request was rejected: Müller <b>AG</b> (ES-00000001)");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("requester@example.org");
        assertThat(mail.getFrom()[0].toString()).isEqualTo("eSeals <seals@example.org>");
        assertThat(mail.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(mail.getContentType()).startsWith("multipart/alternative");
        MimeMultipart parts = (MimeMultipart) mail.getContent();
        assertThat(parts.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat((String) parts.getBodyPart(0).getContent())
                .contains("Müller <b>AG</b>", "> Ohne Vertrag", MailSettings.BASE + "/");
        assertThat(parts.getBodyPart(1).getContentType()).startsWith("text/html");
        assertThat((String) parts.getBodyPart(1).getContent())
                .contains("Müller &lt;b&gt;AG&lt;/b&gt;")
                .doesNotContain("<b>AG");
        assertThat(outbox.state().waiting()).isZero();
    }

    @Test
    void a_line_break_in_a_name_adds_no_header() throws Exception {
        outbox.put(
                MailKind.EXPIRED,
                List.of("requester@example.org"),
                Map.of("organization", "A\r\nBcc: other@example.org\r\n\r\nbody", "esealId", "ES-1", "requester", "r"));

        outboxSender.deliver();

        MimeMessage mail = mailServer.getReceivedMessages()[0];
        assertThat(mail.getHeader("Bcc")).isNull();
        assertThat(mail.getSubject()).isEqualTo("Your seal has expired: A Bcc: other@example.org body (ES-1)");
        assertThat(mail.getAllRecipients()).hasSize(1);
    }

    @Test
    void nothing_is_said_of_a_task_that_is_done() throws Exception {
        put("t-1");
        put("t-0");
        outbox.put(
                MailKind.REMINDER, List.of("finance@example.org"), Map.of("tasks", List.of(task("t-0"), task("t-2"))));

        outboxSender.deliver();

        assertThat(Arrays.stream(mailServer.getReceivedMessages()).map(OutboxSenderTest::subject))
                .containsExactlyInAnyOrder("Reminder: Task t-1 (ES-00000001)", "Reminder: Task t-2 (ES-00000001)");
        assertThat(outbox.state().waiting()).as("dropped, not kept").isZero();
    }

    @Test
    void incidents_that_were_mended_are_left_out() {
        when(incidents.open(any())).thenReturn(Set.of());
        outbox.put(
                MailKind.INCIDENTS,
                List.of("ops@example.org"),
                Map.of("incidents", List.of(Map.of("id", "i-1", "instance", "p"))));

        outboxSender.deliver();

        assertThat(mailServer.getReceivedMessages()).isEmpty();
        assertThat(outbox.state().waiting()).isZero();
    }

    @Test
    void while_the_server_is_away_mail_waits_and_arrives_when_it_is_back() {
        put("t-1");
        put("t-2");
        mailServer.stop();

        outboxSender.deliver();

        assertThat(outbox.state().waiting()).isEqualTo(2);
        assertThat(tries()).as("one try shows that the server is away").containsExactlyInAnyOrder(1, 0);
        clock.pass(Duration.ofMinutes(1));
        mailServer.start();
        sender.setPort(mailServer.getSmtp().getPort());
        outboxSender.deliver();
        assertThat(mailServer.getReceivedMessages()).hasSize(2);
        assertThat(outbox.state().waiting()).isZero();
    }

    @Test
    void a_mail_is_given_up_after_days_where_people_see_it_and_forgotten_after_a_month() {
        mailServer.stop();
        put("t-1");
        for (int round = 0; round < 200 && outbox.state().givenUp() == 0; round++) {
            outboxSender.deliver();
            clock.pass(Duration.ofHours(1));
        }

        assertThat(outbox.state()).isEqualTo(new Outbox.State(0, 1, java.util.Optional.empty()));
        assertThat(tries().get(0)).as("about once an hour").isBetween(70, 76);
        assertThat(jdbc.sql("select problem from mail").query(String.class).single())
                .contains("connect");
        assertThat(new MailHealth(outbox, mock(DatabaseReach.class)).health().toString())
                .startsWith("UP")
                .contains("givenUp=1");
        clock.pass(Duration.ofDays(31));
        outboxSender.deliver();
        assertThat(outbox.state().givenUp()).isZero();
    }

    @Test
    void a_mail_that_the_server_refuses_does_not_hold_up_the_next() {
        outbox.put(
                MailKind.REMINDER, List.of("no address\r\nBcc: x@example.org"), Map.of("tasks", List.of(task("t-1"))));
        put("t-2");

        outboxSender.deliver();

        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        assertThat(outbox.state().givenUp()).as("no address at all").isEqualTo(1);
    }

    @Test
    void a_kind_that_only_a_newer_version_knows_is_left_to_it() {
        put("t-1");
        jdbc.sql("update mail set kind = 'OF_TOMORROW'").update();
        put("t-2");

        outboxSender.deliver();

        assertThat(mailServer.getReceivedMessages()).hasSize(1);
        assertThat(outbox.state().waiting()).isEqualTo(1);
    }

    private void put(String task) {
        outbox.put(MailKind.REMINDER, List.of("finance@example.org"), Map.of("tasks", List.of(task(task))));
    }

    private static Map<String, Object> task(String id) {
        return Map.of("id", id, "name", "Task " + id, "esealId", "ES-00000001", "waitsFor", "finance");
    }

    private List<Integer> tries() {
        return jdbc.sql("select tries from mail").query(Integer.class).list();
    }

    private static String subject(MimeMessage mail) {
        try {
            return mail.getSubject();
        } catch (jakarta.mail.MessagingException e) {
            throw new IllegalStateException(e);
        }
    }
}
