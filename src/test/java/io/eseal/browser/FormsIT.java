package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.options.AriaRole;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.TokenAnswers;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.WaitingInstances;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The forms that the walks do not come by: each shows what it asks, of whom, about which request, and fits the screen.
 */
class FormsIT extends Walk {

    /** @param reached leads a new request there; its id */
    record Form(String task, String user, String question, Supplier<String> reached) {

        @Override
        public String toString() {
            return task;
        }
    }

    Stream<Form> forms() {
        return Stream.of(
                new Form(
                        Elements.USER_RESOLVE_PAYMENT,
                        FINANCE,
                        "The order cannot be paid as it stands",
                        this::refusedPayment),
                new Form(
                        Elements.USER_RESOLVE_ORDER_IN_DOUBT, OPERATOR, "Did DigiCert take this order?", this::inDoubt),
                new Form(
                        Elements.USER_APPROVE_IN_CERTCENTRAL,
                        OPERATOR,
                        "Approve the order in CertCentral",
                        () -> withStatus("needs_approval")),
                new Form(Elements.USER_UPDATE_CSR, REQUESTER, "Give a new CSR", () -> withStatus("needs_csr")),
                new Form(
                        Elements.USER_ENTER_CSR_IN_CERTCENTRAL,
                        OPERATOR,
                        "Enter the CSR in CertCentral",
                        this::csrToEnter),
                new Form(
                        Elements.USER_ASSESS_STATUS,
                        OPERATOR,
                        "What does this order status mean?",
                        () -> withStatus("under_review")),
                new Form(
                        Elements.USER_CHASE_VALIDATION,
                        OPERATOR,
                        "The validation takes too long: ask after it",
                        this::overdue),
                new Form(
                        Elements.USER_CANCEL_IN_CERTCENTRAL,
                        OPERATOR,
                        "Cancel the order in CertCentral",
                        this::toBeCanceled),
                new Form(Elements.USER_ASSESS_CERTIFICATE, OPERATOR, "May this certificate be used?", this::wrongKey),
                new Form(Elements.USER_APPROVE_REVOCATION, LEGAL, "Shall this eSeal be revoked?", this::toBeRevoked),
                new Form(
                        Elements.USER_ATTEND_TO_SEAL,
                        OPERATOR,
                        "Something about this seal is not true any more",
                        this::ofConcern),
                new Form(
                        Elements.USER_CHASE_REVOCATION,
                        OPERATOR,
                        "The revocation is not visible: ask after it",
                        this::revokedButNotVisible),
                new Form(
                        Elements.USER_REVOKE_IN_CERTCENTRAL,
                        OPERATOR,
                        "Revoke the certificate in CertCentral",
                        this::toBeRevokedInTheConsole));
    }

    @AfterEach
    void revocations_are_published_again() {
        backstage().certCentral().setPki("crl", "up");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forms")
    void forms_ask_about_one_request_and_fit_the_screen(Form form) {
        String id = form.reached().get();
        String task = backstage().waitsIn(id, form.task()).get("id").asText();
        BrowserUser browser = signedIn(form.user());
        TaskForm shown = new TasklistPage(browser.page()).openTask(task).task("");
        assertThat(shown.area().getByRole(AriaRole.HEADING).getByText(form.question()))
                .isVisible();
        assertThat(shown.fact("Request").first()).containsText(id);
        browser.picture(form.task().replace("user_", ""));
    }

    @Test
    void a_token_that_never_came_is_reported_in_its_form_and_decided_on_in_another() {
        String id = shipped();
        String receipt = backstage()
                .waitsIn(id, Elements.USER_CONFIRM_TOKEN_RECEIVED)
                .get("id")
                .asText();
        BrowserUser requester = signedIn(REQUESTER);
        TaskForm form =
                new TasklistPage(requester.page()).openTask(receipt).task("").shown();
        assertThat(form.field("Serial number of the token")).isVisible();
        form.tick("No: the token or its PIN never came, is lost, damaged or locked. Revoke this seal and request"
                + " another one");
        assertThat(form.field("Serial number of the token")).isHidden();
        form.complete();
        assertThat(form.area()).containsText("Field is required");
        form.fill("What happened?", "The courier has lost it");
        requester.picture("reports-a-lost-token");
        form.completed();

        String question = backstage()
                .waitsIn(id, Elements.USER_APPROVE_WITHDRAWAL)
                .get("id")
                .asText();
        BrowserUser legal = signedIn(LEGAL);
        TasklistPage tasks = new TasklistPage(legal.page()).openTask(question);
        tasks.claim();
        TaskForm decision = tasks.task("").shown();
        assertThat(decision.fact("Reason given").first()).containsText("another seal is wanted in its place");
        decision.tick("Cancel the order, or revoke the certificate for good");
        legal.picture("gives-up-a-lost-token");
        decision.completed();
        backstage().reaches(id, "CANCELED");
    }

    @Test
    void a_token_that_is_lost_before_it_is_installed_needs_no_ticks() {
        String id = shipped();
        backstage().completes(OPERATOR, id, Elements.USER_CONFIRM_TOKEN_RECEIVED, TokenAnswers.received("Jane Roe"));
        String installation = backstage()
                .waitsIn(id, Elements.USER_INSTALL_CERTIFICATE)
                .get("id")
                .asText();
        BrowserUser requester = signedIn(REQUESTER);
        TaskForm form = new TasklistPage(requester.page())
                .openTask(installation)
                .task("")
                .shown();
        requester.picture("installs-or-reports");
        form.tick("No, for the same reasons. Revoke this seal; no other is needed")
                .fill("What happened?", "The PIN is locked");
        requester.picture("reports-a-locked-pin");
        form.completed();
        backstage().waitsIn(id, Elements.USER_APPROVE_WITHDRAWAL);
    }

    @Test
    void a_certificate_that_a_hard_rule_keeps_out_cannot_be_accepted_in_its_form_and_one_with_a_finding_can() {
        BrowserUser operator = signedIn(OPERATOR);
        String foreign = withStatus("pending");
        backstage()
                .certCentral()
                .spoil(backstage().detail(foreign).at("/order/id").asLong(), "foreign_organization");
        backstage().orderBecomes(foreign, "issued");
        for (String id : List.of(wrongKey(), foreign)) {
            String task = backstage()
                    .waitsIn(id, Elements.USER_ASSESS_CERTIFICATE)
                    .get("id")
                    .asText();
            TasklistPage tasks = new TasklistPage(operator.page()).openTask(task);
            tasks.claim();
            TaskForm form = tasks.task("").shown();
            assertThat(form.area().getByRole(AriaRole.RADIO)).hasCount(id.equals(foreign) ? 3 : 2);
            operator.picture(id.equals(foreign) ? "a-finding" : "a-hard-rule");
            form.tick(
                            id.equals(foreign)
                                    ? "Accept it: the findings do no harm"
                                    : "Fetch it again: CertCentral may have another one now")
                    .fill("Reason", "The organisation has this name by now")
                    .completed();
        }
        backstage().reaches(foreign, "IN_SERVICE");
    }

    private String shipped() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.onTokenToDublin());
        backstage().approve(id);
        backstage()
                .completes(
                        REQUESTER,
                        id,
                        Elements.USER_CONFIRM_SHIPPING,
                        Map.of("request", OrderBodies.onTokenToDublin()));
        backstage().reaches(id, "ORDERED");
        backstage().orderBecomes(id, "waiting_pickup");
        return id;
    }

    private String ordered() {
        return ordered(Keys.csr(Keys.fresh()));
    }

    private String ordered(String csr) {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.withCsr(csr));
        backstage().approve(id);
        backstage().reaches(id, "ORDERED");
        return id;
    }

    private String withStatus(String status) {
        String id = ordered();
        backstage().orderBecomes(id, status);
        return id;
    }

    private String inService() {
        String id = withStatus("issued");
        backstage().reaches(id, "IN_SERVICE");
        return id;
    }

    private String refusedPayment() {
        backstage().certCentral().next("place_order", "payment_refused");
        return approved();
    }

    private String inDoubt() {
        backstage().certCentral().next("place_order", "unavailable");
        return approved();
    }

    private String approved() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.withCsr(Keys.csr(Keys.fresh())));
        backstage().approve(id);
        return id;
    }

    private String csrToEnter() {
        String csr = Keys.csr(Keys.fresh());
        String id = ordered(csr);
        backstage().orderBecomes(id, "needs_csr");
        backstage().certCentral().next("update_csr", "missing_route");
        backstage().completes(REQUESTER, id, Elements.USER_UPDATE_CSR, Map.of("request", OrderBodies.withCsr(csr)));
        return id;
    }

    private String overdue() {
        String id = ordered();
        backstage().fire(id, "boundary_service_level");
        return id;
    }

    private String toBeCanceled() {
        String id = ordered();
        backstage().certCentral().next("update_status", "missing_route");
        backstage().asks(REQUESTER, id, "cancellation");
        return id;
    }

    private String wrongKey() {
        backstage().certCentral().next("place_order", "wrong_key");
        return withStatus("issued");
    }

    private String toBeRevoked() {
        String id = inService();
        backstage().asks(REQUESTER, id, "revocation");
        return id;
    }

    private String ofConcern() {
        String id = inService();
        backstage()
                .bean(WaitingInstances.class)
                .tell(
                        EsealId.of(id),
                        Messages.SEAL_CONCERN,
                        Map.of("sealConcern", "Its issuer says that it is revoked."));
        return id;
    }

    private String revokedButNotVisible() {
        backstage().certCentral().setPki("crl", "all_good");
        String id = toBeRevoked();
        backstage().completes(LEGAL, id, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "approve"));
        backstage().fire(id, "boundary_publication_late");
        return id;
    }

    private String toBeRevokedInTheConsole() {
        String id = toBeRevoked();
        backstage().waitsIn(id, Elements.USER_APPROVE_REVOCATION);
        backstage().certCentral().next("revoke_certificate", "missing_route", 3);
        backstage().certCentral().next("revoke_order", "missing_route", 3);
        backstage().completes(LEGAL, id, Elements.USER_APPROVE_REVOCATION, Map.of("decision", "approve"));
        return id;
    }
}
