package io.eseal.notification;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.web.util.HtmlUtils;

class MailRendererTest {

    private static final String CANARY =
            "Example AG\r\nBcc: all@example.org\n\n<script>alert('x')</script><img src=x onerror=alert(1)>\"'&\u2028\u202Egnihsihp";

    private final MailRenderer renderer = new MailRenderer(MailSettings.standard());

    /** Writes each mail to {@code target/mail}, for people to look at. */
    @ParameterizedTest
    @EnumSource(MailKind.class)
    void each_kind_says_what_it_is_about_in_both_parts_and_leads_to_one_place(MailKind kind) throws IOException {
        RenderedMail mail = renderer.write(kind, facts("Example AG"));

        Path folder = Files.createDirectories(Path.of("target/mail"));
        Files.writeString(folder.resolve(kind.template() + ".html"), mail.html());
        Files.writeString(folder.resolve(kind.template() + ".txt"), mail.subject() + "\n\n" + mail.text());
        String link = MailSettings.BASE
                + switch (kind.target()) {
                    case TASK -> "/camunda/app/tasklist/default/?task=t-1#/?task=t-1";
                    case START_PAGE -> "/";
                    case CERTIFICATE -> "/api/eseals/ES-00000001/certificate";
                    case COCKPIT -> "/camunda/app/cockpit/default/#/processes";
                    case LEDGER_CHECK -> "/api/ledger-checks/17";
                };
        assertThat(mail.subject()).isNotBlank().hasSizeLessThan(120).doesNotContain("{{", "  ");
        assertThat(mail.text())
                .contains("\n" + kind.action() + ":\n" + link + "\n")
                .doesNotContain("{{", "&#", "\n\n\n", "()", ": \n", " ,");
        assertThat(mail.text().lines()).as("readable without wrapping").allMatch(line -> line.length() <= 150);
        assertThat(HtmlUtils.htmlUnescape(mail.html()))
                .contains("href=\"" + link + "\"", ">" + kind.action() + "</a>")
                .doesNotContain("{{", "()");
    }

    @ParameterizedTest
    @EnumSource(MailKind.class)
    void what_people_wrote_makes_no_header_no_paragraph_and_no_markup(MailKind kind) {
        RenderedMail mail = renderer.write(kind, facts(CANARY));

        assertThat(mail.subject()).doesNotContain("\r", "\n", "\u2028", "\u202E");
        assertThat(mail.text())
                .doesNotContain("\nBcc", "\r", "\u2028", "\u202E")
                .doesNotContainPattern("(?m)^<script>");
        assertThat(mail.html()).doesNotContain("<script", "<img", "onerror=alert(1)>", "\u202E");
    }

    @Test
    void a_request_is_shown_with_what_tells_it_from_others() {
        RenderedMail mail = renderer.write(MailKind.APPROVAL_WANTED, facts("Example AG"));

        assertThat(mail.subject()).isEqualTo("Approve request: Example AG, token (ES-00000001)");
        assertThat(mail.text())
                .startsWith("requester requests an EU qualified eSeal. Please decide for legal-approvers:")
                .contains(
                        "Organisation: Example AG\nRequest: ES-00000001, of requester\n",
                        "Due: 2026-06-17 10:00 UTC\n");
    }

    @Test
    void a_reason_is_quoted_line_by_line() {
        Map<String, Object> facts = facts("Example AG");
        facts.put("reason", "No contract.\n\nOpen the task:\nhttps://evil.example\u0007");

        RenderedMail mail = renderer.write(MailKind.REJECTED, facts);

        assertThat(mail.text())
                .contains(
                        "legal rejected your request for a seal:\n\n> No contract.\n> Open the task:\n> https://evil.example\n\n");
        assertThat(mail.html()).contains("No contract.<br>Open the task:<br>https://evil.example<br>");
    }

    @Test
    void without_a_reason_the_sentence_ends() {
        Map<String, Object> facts = facts("Example AG");
        facts.put("reason", " ");

        assertThat(renderer.write(MailKind.CANCELED, facts).text())
                .startsWith("legal canceled this request for a seal.\n\nNothing is ordered");
        facts.remove("actor");
        assertThat(renderer.write(MailKind.CANCELED, facts).text())
                .startsWith("This request for a seal was canceled.\n");
        facts.put("byCertCentral", true);
        assertThat(renderer.write(MailKind.REJECTED, facts).text())
                .startsWith("CertCentral rejected order 123456; its console says why.\n");
    }

    @Test
    void several_tasks_come_in_one_mail_that_leads_to_all_of_them() {
        RenderedMail mail = renderer.write(
                MailKind.REMINDER,
                Map.of("tasks", List.of(task("t-1", "Pay by card: A"), task("t-2", "Pay by card: B")), "more", 3));

        assertThat(mail.subject()).isEqualTo("Reminder: 5 tasks wait for you");
        assertThat(mail.text())
                .contains(
                        "* Pay by card: A (ES-00000001)\n  due 2026-06-17 10:00 UTC, waits for legal-approvers\n  "
                                + MailSettings.BASE + "/camunda/app/tasklist/default/?task=t-1#/?task=t-1\n",
                        "?task=t-2\n",
                        "… and 3 more.",
                        "\n" + MailSettings.BASE + "/camunda/app/tasklist/default/\n");
    }

    @Test
    void a_long_text_is_cut() {
        RenderedMail mail = renderer.write(MailKind.APPROVAL_WANTED, facts("x".repeat(5000)));

        assertThat(mail.subject()).hasSizeLessThanOrEqualTo(180).endsWith("…");
        assertThat(mail.text()).hasSizeLessThan(3000);
    }

    private static Map<String, Object> facts(String words) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("tasks", List.of(task("t-1", "Approve request: " + words + ", token")));
        facts.put(
                "incidents",
                List.of(Map.of(
                        "id",
                        "i-1",
                        "instance",
                        "p-1",
                        "esealId",
                        "ES-00000001",
                        "step",
                        "Place order",
                        "message",
                        "CertCentral answered 403: " + words)));
        facts.put("esealId", "ES-00000001");
        facts.put("organization", words);
        facts.put("requester", "requester");
        facts.put("orderId", "123456");
        facts.put("serialNumber", "0a1b2c3d");
        facts.put("validTill", "2027-06-15");
        facts.put("actor", "legal");
        facts.put("reason", words);
        facts.put("what", "A member of finance pays the order with a credit card.");
        facts.put(
                "findings", List.of("organization.id: " + words, "legal sent the request back: the address is wrong"));
        facts.put("sentences", List.of("Order 2 is unknown.", words));
        facts.put("checkId", 17);
        facts.put("sentence", "Nobody is left in finance.");
        facts.put("left", "in 7 days");
        facts.put("standing", "The request ES-00000002 renews it; its state is APPROVAL.");
        facts.put("next", "Please see to it that the new seal is in service before that day.");
        return facts;
    }

    private static Map<String, Object> task(String id, String name) {
        return Map.of(
                "id",
                id,
                "name",
                name,
                "esealId",
                "ES-00000001",
                "waitsFor",
                "legal-approvers",
                "due",
                "2026-06-17 10:00 UTC");
    }
}
