package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.assertions.LocatorAssertions.IsVisibleOptions;
import com.microsoft.playwright.options.AriaRole;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.system.ApiFixture;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tests that each user of the demo finds what they need at the first visit, and nothing else. */
class NewcomersIT extends Walk {

    private static final String COLLEAGUE = "colleague";
    private static final String API = "API: what machines can call";
    /** List of tasks that are due soon; a task that is due in some hours can be due tomorrow. */
    private static final String DUE = "Due today or overdue";

    private static final List<String> ALL_LISTS = List.of(
            "To do 1",
            "My tasks 0",
            DUE,
            "My approvals 0",
            "Payments 1",
            "In doubt 1",
            "Nobody left to act 0",
            "To do in CertCentral 0",
            "With the requesters 1",
            "All tasks 6",
            "Overdue anywhere 0");

    private String ownInApproval;
    private String ownToBeShipped;
    private String colleagues;
    private String toBePaid;
    private String inDoubt;

    /** @param applications besides Tasklist and the API page */
    record Newcomer(
            String user, List<String> applications, List<String> lists, List<String> headings, List<String> tasks) {

        @Override
        public String toString() {
            return user;
        }
    }

    @BeforeAll
    void something_waits_for_each_of_them() {
        ApiFixture back = backstage();
        back.addRequester(COLLEAGUE);
        ownInApproval = back.requestedBy(REQUESTER, OrderBodies.ownKey());
        colleagues = back.requestedBy(COLLEAGUE, OrderBodies.onTokenToDublin());
        ownToBeShipped = back.requestedBy(REQUESTER, OrderBodies.onTokenToDublin());
        back.approve(ownToBeShipped);
        String csr = Keys.csr(Keys.fresh());
        toBePaid = back.requestedBy(COLLEAGUE, OrderBodies.withCsr(csr).put("payment_method", "card"));
        back.approve(toBePaid);
        back.certCentral().next("place_order", "unavailable");
        inDoubt = back.requestedBy(COLLEAGUE, OrderBodies.withCsr(csr));
        back.approve(inDoubt);
        back.waitsIn(inDoubt, Elements.USER_RESOLVE_ORDER_IN_DOUBT);
        back.waitsIn(toBePaid, Elements.USER_PAY_BY_CARD);
        back.waitsIn(ownToBeShipped, Elements.USER_CONFIRM_SHIPPING);
        back.waitsIn(ownInApproval, Elements.USER_APPROVE_REQUEST);
        back.waitsIn(colleagues, Elements.USER_APPROVE_REQUEST);
    }

    Stream<Newcomer> newcomers() {
        List<String> waits = List.of("What waits");
        List<String> watches = List.of("What waits", "Newest requests of all");
        return Stream.of(
                new Newcomer(
                        REQUESTER,
                        List.of(),
                        List.of("My tasks 1", DUE),
                        List.of("What waits", "Your newest requests"),
                        List.of(ownToBeShipped)),
                new Newcomer(
                        LEGAL,
                        List.of(),
                        List.of("To do 2", "My tasks 0", DUE, "My approvals 2"),
                        waits,
                        List.of(ownInApproval, colleagues)),
                new Newcomer(
                        SECURITY,
                        List.of(),
                        List.of("To do 1", "My tasks 0", DUE, "My approvals 1"),
                        waits,
                        List.of(ownInApproval)),
                new Newcomer(
                        FINANCE,
                        List.of(),
                        List.of("To do 1", "My tasks 0", DUE, "My approvals 0", "Payments 1"),
                        waits,
                        List.of(toBePaid)),
                new Newcomer(OPERATOR, List.of("Cockpit: watch the process"), ALL_LISTS, watches, List.of(inDoubt)),
                new Newcomer(
                        AUDITOR,
                        List.of("Cockpit: watch the process"),
                        List.of("All tasks 6", "Overdue anywhere 0"),
                        watches,
                        List.of(ownInApproval, colleagues, ownToBeShipped, toBePaid, inDoubt)),
                new Newcomer(
                        "admin",
                        List.of("Cockpit: watch the process", "Admin: users and groups"),
                        Stream.concat(Stream.of("To do 0"), ALL_LISTS.stream().skip(1))
                                .toList(),
                        waits,
                        List.of()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("newcomers")
    void newcomers_find_what_they_need_and_nothing_else(Newcomer newcomer) {
        BrowserUser browser = browser(newcomer.user());
        browser.page().navigate("/");
        new SignInPage(browser.page()).isShown();
        browser.picture("sign-in");
        StartPage start = browser.signIn();
        browser.picture("start");
        assertThat(start.applications())
                .containsExactlyElementsOf(Stream.of(
                                Stream.of("Tasklist: work on tasks"), newcomer.applications().stream(), Stream.of(API))
                        .flatMap(all -> all)
                        .toList());
        assertThat(start.lists().stream()
                        .map(list -> list.replaceAll("^" + DUE + " \\d+$", DUE))
                        .toList())
                .isEqualTo(newcomer.lists());
        assertThat(start.headings()).isEqualTo(newcomer.headings());
        assertThat(start.requests()).isEqualTo(requests(newcomer.user()));

        TasklistPage tasklist = browser.tasklist();
        assertThat(tasklist.lists())
                .isEqualTo(newcomer.lists().stream()
                        .map(list -> list.replaceAll(" \\d+$", ""))
                        .toList());
        newcomer.tasks().forEach(id -> assertThat(tasklist.card(id).first()).isVisible());
        Stream.of(ownInApproval, colleagues, ownToBeShipped, toBePaid, inDoubt)
                .filter(id -> !newcomer.tasks().contains(id))
                .forEach(id -> assertThat(tasklist.card(id)).hasCount(0));
        assertThat(browser.page().getByText("Start process"))
                .isVisible(new IsVisibleOptions().setVisible(mayStart(newcomer.user())));
        assertThat(browser.page().locator(".task-filter.active .glyphicon-pencil"))
                .isVisible(new IsVisibleOptions().setVisible(newcomer.user().equals("admin")));
        browser.picture("tasklist");
        newcomer.tasks().stream().findFirst().ifPresent(id -> {
            tasklist.openCard(id, "");
            assertThat(browser.page().getByText("Add Comment"))
                    .isVisible(new IsVisibleOptions().setVisible(newcomer.user().equals(OPERATOR)));
        });

        for (String application : List.of("Cockpit", "Admin")) {
            browser.page().navigate("/camunda/app/" + application.toLowerCase(Locale.ROOT) + "/default/");
            if (newcomer.applications().stream().anyMatch(name -> name.startsWith(application))) {
                assertThat(browser.page().getByText("eSeal Orchestrator " + application))
                        .isVisible();
                browser.picture(application.toLowerCase(Locale.ROOT));
            } else {
                assertThat(browser.page().getByRole(AriaRole.HEADING)).hasText("This page is not open to you");
            }
        }

        browser.startPage().signOut();
        assertThat(browser.page().getByRole(AriaRole.HEADING)).hasText("You are signed out");
        browser.page().navigate("/");
        new SignInPage(browser.page()).isShown();
    }

    private static boolean mayStart(String user) {
        return List.of(REQUESTER, "admin").contains(user);
    }

    private List<String> requests(String user) {
        return switch (user) {
            case REQUESTER -> List.of(ownToBeShipped, ownInApproval);
            case OPERATOR, AUDITOR -> List.of(inDoubt, toBePaid, ownToBeShipped, colleagues, ownInApproval);
            default -> List.of();
        };
    }

    @Test
    void a_wrong_password_opens_nothing() {
        BrowserUser browser = browser(COLLEAGUE);
        browser.page().navigate("/camunda/app/tasklist/default/");
        new SignInPage(browser.page()).signIn(COLLEAGUE, "wrong");
        assertThat(browser.page().getByText("Invalid credentials")).isVisible();
        browser.picture("refused");
        browser.page().navigate("/camunda/app/tasklist/default/");
        new SignInPage(browser.page()).isShown();
    }

    @Test
    void a_task_of_somebody_else_does_not_open_by_its_address() {
        String task = backstage()
                .waitsIn(colleagues, Elements.USER_APPROVE_REQUEST)
                .get("id")
                .asText();
        BrowserUser requester = signedIn(REQUESTER);
        requester.tasklist().openTask(task);
        assertThat(requester.page().locator(".task-filter.active")).isVisible();
        assertThat(requester.page().locator("body")).not().containsText(colleagues);
        assertThat(requester.page().locator(".task-card")).hasCount(0);
        requester.picture("not-for-you");
        assertThat(requester.page().request().get("/api/eseals/" + colleagues).status())
                .isEqualTo(404);
        assertThat(requester.page().request().get("/engine-rest/task/" + task).status())
                .isIn(403, 404);
    }
}
