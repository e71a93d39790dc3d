package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer;
import org.junit.jupiter.api.Test;

/** Tests what the start page tells people of failures, of what they have done and of what happens next. */
class DeskIT extends Walk {

    private static final int TELEPHONE = 390;
    private static final String CARD = "4111 1111 1111 1111";

    @Test
    void operators_see_at_once_what_is_tried_again_and_pull_it_forward() {
        backstage().certCentral().next("read_organization", "unavailable", 3);
        String id = backstage().requestedBy(REQUESTER, OrderBodies.onTokenToDublin());
        backstage().fails(id);
        BrowserUser operator = signedIn(OPERATOR);
        Page page = operator.startPage().page();
        assertThat(page.locator(".retries tbody tr").filter(new Locator.FilterOptions().setHasText(id)))
                .containsText("Validate request");
        assertThat(page.locator(".cause")).containsText("CertCentral does not answer");
        operator.picture("tried-again");
        onATelephone(operator, "tried-again-telephone");

        page.navigate("/camunda/app/cockpit/default/#/dashboard");
        assertThat(page.locator(".eseal-retries")).containsText(id);
        operator.shot("cockpit-dashboard");
        operator.cockpit().openInstance(backstage().instanceOf(id));
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Tried again"))
                .click();
        assertThat(page.locator(".eseal-retries")).containsText("CertCentral is not available");
        operator.shot("cockpit-instance");

        operator.startPage();
        page.getByText("Retry all now").click();
        assertThat(page.getByRole(AriaRole.STATUS)).containsText("tried again now");
        operator.picture("pulled-forward");
        assertThat(backstage().detail(id).get("timeline").findValuesAsText("event"))
                .contains("step_pulled_forward");
        assertThat(signedIn(REQUESTER).startPage().page().locator("body")).not().containsText("tried again");
    }

    @Test
    void the_error_of_a_refused_completion_goes_with_the_next_success_which_says_what_happens_next() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.onTokenToDublin());
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        BrowserUser legal = signedIn(LEGAL);
        TasklistPage tasklist = legal.tasklist().choose("My approvals");
        TaskForm form = tasklist.open(id, "Approve request");
        tasklist.claim();
        assertThat(legal.page().locator(".task-card .unclaim")).isVisible();
        form.tick("Send it back to the requester for changes")
                .fill("Reason", CARD)
                .complete();
        assertThat(legal.page().locator(".notifications .alert-danger")).isVisible();
        legal.picture("refused");

        form.fill("Reason", "Another address, please.").completed();
        assertThat(legal.page().locator(".notifications .alert-success"))
                .containsText(id + ": Sent back to the requester. Next: Correct request (requester).");
        assertThat(legal.page().locator(".notifications .alert-danger")).hasCount(0);
        legal.picture("told-what-happens-next");
    }

    @Test
    void whoever_approves_first_is_told_who_still_has_to() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.ownKey());
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        BrowserUser legal = signedIn(LEGAL);
        TasklistPage tasklist = legal.tasklist().choose("My approvals");
        TaskForm form = tasklist.open(id, "Approve request");
        tasklist.claim();
        form.tick("Approve the order").completed();

        assertThat(legal.page().locator(".notifications .alert-success"))
                .containsText(id + ": Approved. Security still has to approve.");
    }

    @Test
    void a_task_that_comes_back_is_not_told_as_done() {
        ObjectNode inactive = OrderBodies.ownKey();
        inactive.withObject("/organization").put("id", SimulatorServer.INACTIVE_ORGANIZATION);
        String id = backstage().requestedBy(REQUESTER, inactive);
        backstage().waitsIn(id, Elements.USER_CORRECT_REQUEST);
        BrowserUser requester = signedIn(REQUESTER);
        requester.tasklist().open(id, "Correct request").completed();

        assertThat(requester.page().locator(".notifications .alert-warning"))
                .containsText(id + ": Correct request is asked again. Its form shows how it stands.");
        assertThat(requester.page().locator(".notifications .alert-success")).hasCount(0);
    }

    @Test
    void an_input_that_the_rules_refuse_is_told_at_once_and_the_task_stays_open() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.ownKey());
        backstage().approve(id);
        backstage().waitsIn(id, Elements.USER_SUBMIT_CSR);
        BrowserUser requester = signedIn(REQUESTER);
        requester.tasklist().open(id, "Submit CSR").fill("CSR", "no CSR at all").complete();

        assertThat(requester.page().locator(".notifications .alert-danger")).containsText("CSR");
        assertThat(requester.page().locator(".task-card")).isVisible();
        requester.picture("csr-refused");
        backstage().waitsIn(id, Elements.USER_SUBMIT_CSR);
    }

    @Test
    void whoever_opens_a_task_that_is_gone_is_told_so_in_plain_words() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.onTokenToDublin());
        String task =
                backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST).get("id").asText();
        backstage().approve(id);
        BrowserUser legal = signedIn(LEGAL);
        legal.tasklist().openTask(task);

        assertThat(legal.page().locator(".notifications .alert-danger"))
                .containsText("It has been completed, or it is not one of yours.");
    }

    @Test
    void a_task_of_ones_own_cannot_be_given_back_into_nowhere_and_shows_the_requests_timeline() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.onTokenToDublin());
        backstage().approve(id);
        backstage().waitsIn(id, Elements.USER_CONFIRM_SHIPPING);
        BrowserUser requester = signedIn(REQUESTER);
        requester.tasklist().open(id, "Confirm shipping");
        Page page = requester.page();
        assertThat(page.locator(".task-card .unclaim")).isHidden();
        assertThat(page.locator(".task-card .nav-tabs").getByText("History")).hasCount(0);

        page.locator(".task-card .nav-tabs").getByText("Timeline").click();
        assertThat(page.locator(".eseal-timeline")).containsText("task completed");
        assertThat(page.locator(".eseal-timeline")).containsText("approve request");
        assertThat(page.locator(".eseal-timeline")).not().containsText("user_");
        assertThat(page.locator(".eseal-timeline")).containsText(LEGAL);
        requester.picture("timeline");
    }

    private static void onATelephone(BrowserUser browser, String what) {
        browser.page().setViewportSize(TELEPHONE, Pictures.HEIGHT);
        browser.page().locator(".retries").scrollIntoViewIfNeeded();
        browser.shot(what);
        assertThat((Boolean) browser.page()
                        .evaluate("() => document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as("fits")
                .isTrue();
        browser.page().setViewportSize(Pictures.WIDTH, Pictures.HEIGHT);
    }
}
