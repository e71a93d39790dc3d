package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.eseal.fixtures.Keys;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import org.junit.jupiter.api.Test;

/** Walks through the pages from the request form to a seal in service, and on to its renewal. */
class LifecycleWalkIT extends Walk {

    private static final String ORGANIZATION = String.valueOf(SimulatorServer.ORGANIZATION);
    private static final String CONTACT = String.valueOf(SimulatorServer.CONTACT_USER);

    private int requests;

    @Test
    void a_token_is_requested_sent_back_corrected_approved_shipped_and_installed() throws JsonProcessingException {
        BrowserUser requester = signedIn(REQUESTER);
        String id = requestToken(requester);
        sendBack(id);
        correct(requester, id);

        approve(signedIn(LEGAL), id);
        approve(signedIn(FINANCE), id);
        confirmShipping(requester, id);
        backstage().orderBecomes(id, "waiting_pickup");
        confirmReceived(requester, id);
        backstage().orderBecomes(id, "issued");
        install(requester, id);

        JsonNode seal = backstage().reaches(id, "IN_SERVICE");
        assertThat(seal.at("/request/order_validity/years").asInt()).isEqualTo(2);
        assertThat(requester.startPage().request(id)).containsText("in service until");
        requester.picture("in-service");
        watch(signedIn(OPERATOR), id);
        audit(signedIn(AUDITOR), id);
    }

    @Test
    void a_seal_for_an_own_key_is_requested_approved_by_two_and_renewed() {
        BrowserUser requester = signedIn(REQUESTER);
        TaskForm form = request(requester);
        form.tick("In our own system, with a CSR: advanced seals");
        assertThat(form.field("First and last name of the recipient")).hasCount(0);
        // Within the window in which a renewal is decided.
        form.group("How long is it to be valid?").clear("Years").fill("Or days", "30");
        form.tick("From the CertCentral account balance").tick("Subscriber agreement accepted");
        requester.picture("request");
        String id = start(form);

        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        for (String approver : new String[] {LEGAL, SECURITY}) {
            BrowserUser browser = signedIn(approver);
            approve(browser, id);
            assertThat(browser.tasklist().card(id)).hasCount(0);
        }
        giveCsr(requester, id);
        backstage().orderBecomes(id, "issued");
        String renewal = renew(requester, id);

        assertThat(backstage()
                        .detail(renewal)
                        .at("/request/renewal_of_order_id")
                        .asLong())
                .isEqualTo(backstage().detail(id).at("/order/id").asLong());
        backstage().waitsIn(renewal, Elements.USER_APPROVE_REQUEST);
        assertThat(signedIn(LEGAL)
                        .tasklist()
                        .choose("My approvals")
                        .open(renewal, "Approve request")
                        .fact("Follows"))
                .containsText("order");
    }

    private TaskForm request(BrowserUser requester) {
        TaskForm form = requester.startPage().requestSeal();
        form.fill("Organisation number in CertCentral", ORGANIZATION)
                .group("Contact")
                .fill("User number in CertCentral", CONTACT);
        return form;
    }

    private String start(TaskForm form) {
        form.start();
        return backstage().newestOf(REQUESTER, ++requests);
    }

    private String requestToken(BrowserUser requester) {
        TaskForm form = request(requester);
        form.tick("On a hardware token that DigiCert ships: qualified seals");
        form.group("Shipping of the token")
                .fill("First and last name of the recipient", "Ada Example")
                .fill("Street and number", "1 Main Street")
                .fill("Second line", "-")
                .fill("Postal code", "D01")
                .fill("City", "Dublin")
                .fill("State or region", "Leinster")
                .fill("Country", "IE");
        assertThat(form.field("Standard shipping")).isChecked();
        form.tick("From the CertCentral account balance").tick("Subscriber agreement accepted");
        requester.picture("request");
        String id = start(form);

        assertThat(backstage().detail(id).at("/request/ship_info/city").asText())
                .isEqualTo("Dublin");
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertThat(requester.startPage().request(id)).containsText("waits for approval");
        return id;
    }

    private void sendBack(String id) {
        BrowserUser legal = signedIn(LEGAL);
        TasklistPage tasklist = legal.startPage().list("My approvals");
        TaskForm form = tasklist.open(id, "Approve request");
        assertThat(form.fact("Requested by")).containsText(REQUESTER);
        assertThat(form.fact("Price")).containsText("at most 500.00");
        assertThat(form.fact("Recipient of the token")).containsText("Ada Example");
        assertThat(form.fact("Shipped to")).containsText("1 Main Street, D01, Dublin, Leinster, IE");
        assertThat(form.button("Complete")).isDisabled();
        legal.picture("approval");
        tasklist.claim();
        form.tick("Send it back to the requester for changes");
        form.complete();
        assertThat(form.area()).containsText("Field is required");
        form.fill("Reason", "Two years, please.");
        legal.picture("sends-back");
        form.completed();
        assertThat(backstage()
                        .waitsIn(id, Elements.USER_CORRECT_REQUEST)
                        .get("assignee")
                        .asText())
                .isEqualTo(REQUESTER);
    }

    private void correct(BrowserUser requester, String id) {
        TaskForm form = requester.startPage().nextStep(id, "Correct request");
        assertThat(form.area()).containsText("Two years, please.");
        form.group("How long is it to be valid?").choose("Years", "2 years");
        requester.picture("corrects");
        form.completed();
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        assertThat(backstage().detail(id).at("/request/order_validity/years").asInt())
                .isEqualTo(2);
    }

    private void approve(BrowserUser approver, String id) {
        TasklistPage tasklist = approver.tasklist().choose("My approvals");
        TaskForm form = tasklist.open(id, "Approve request");
        tasklist.claim();
        form.tick("Approve the order");
        assertThat(form.field("Reason")).hasCount(0);
        approver.picture("approves");
        form.completed();
    }

    private void confirmShipping(BrowserUser requester, String id) {
        backstage().waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
        TaskForm form = requester.startPage().nextStep(id, "Confirm shipping");
        assertThat(form.field("City")).hasValue("Dublin");
        form.fill("Second line", "2nd floor");
        requester.picture("confirms-shipping");
        form.completed();
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        BrowserUser legal = signedIn(LEGAL);
        TaskForm approval = legal.startPage().list("My approvals").open(id, "Approve request");
        assertThat(approval.fact("Shipped to: second line")).containsText("2nd floor");
        legal.picture("sees-the-change");
        approve(legal, id);
        approve(signedIn(FINANCE), id);
        backstage().waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
        requester.startPage().nextStep(id, "Confirm shipping").completed();
        assertThat(backstage()
                        .reaches(id, "ORDERED")
                        .at("/request/ship_info/addr2")
                        .asText())
                .isEqualTo("2nd floor");
    }

    private void confirmReceived(BrowserUser requester, String id) {
        backstage().waitsIn(id, Elements.USER_CONFIRM_TOKEN_RECEIVED);
        TaskForm form = requester.startPage().nextStep(id, "Confirm token received");
        form.day(
                        "Token received on",
                        LocalDate.now(ZoneId.systemDefault()).format(DateTimeFormatter.ofPattern("dd/MM/yyyy")))
                .fill("Serial number of the token", "SN-0815")
                .fill("PIN letter received by", REQUESTER);
        form.complete();
        assertThat(requester.page().locator(".page-notifications"))
                .containsText("Token and PIN letter go to two people");
        requester.picture("refused-the-same-person");
        form.fill("PIN letter received by", "Office Manager");
        requester.picture("confirms-the-token");
        form.completed();
        backstage().reaches(id, "DELIVERY");
    }

    private void install(BrowserUser requester, String id) {
        backstage().waitsIn(id, Elements.USER_INSTALL_CERTIFICATE);
        TaskForm form = requester.startPage().nextStep(id, "Install certificate");
        form.tick("DigiCert Trust Assistant is installed")
                .tick("The token is set up and unlocked")
                .tick("The certificate is on the token");
        form.complete();
        assertThat(form.area()).containsText("Field is required");
        form.tick("A trial seal was made and is valid");
        requester.picture("installs");
        form.completed();
    }

    private void giveCsr(BrowserUser requester, String id) {
        backstage().waitsIn(id, Elements.USER_SUBMIT_CSR);
        TaskForm form = requester.startPage().nextStep(id, "Submit CSR");
        form.fill("CSR", Keys.csr(Keys.fresh()));
        requester.picture("gives-the-csr");
        form.completed();
    }

    private String renew(BrowserUser requester, String id) {
        backstage().waitsIn(id, Elements.USER_DECIDE_RENEWAL);
        TaskForm form = requester.startPage().nextStep(id, "Decide renewal");
        assertThat(form.fact("Ends on")).isVisible();
        form.tick("Renew it: start a new request now");
        requester.picture("renews");
        form.completed();
        return backstage().newestOf(REQUESTER, ++requests);
    }

    private void watch(BrowserUser operator, String id) {
        operator.startPage();
        assertThat(operator.page().getByText("No step of the process stands still."))
                .isVisible();
        CockpitPage cockpit = operator.cockpit().openInstance(backstage().instanceOf(id));
        assertThat(operator.page().locator("body")).containsText(id);
        assertThat(cockpit.line("esealId")).containsText(id);
        operator.picture("watches");
    }

    private void audit(BrowserUser auditor, String id) throws JsonProcessingException {
        Locator row = auditor.startPage().request(id);
        assertThat(row).containsText("in service");
        auditor.picture("start");
        row.getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName("evidence"))
                .click();
        Page page = auditor.page();
        page.waitForURL("**/api/eseals/" + id + "/evidence");
        JsonNode evidence = new ObjectMapper().readTree(page.locator("pre").innerText());
        assertThat(evidence.get("intact").asBoolean()).isTrue();
        assertThat(evidence.toString()).contains("SN-0815", "Two years, please.", "certificate_registered");
        auditor.shot("evidence");
    }
}
