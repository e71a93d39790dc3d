package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.FrameLocator;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Finance pays by card, and the browser hands the card to nobody but the one call that pays. */
class CardPaymentIT extends Walk {

    private static final String DECLINED = "4000000000000002";
    private static final String KEPT =
            "() => JSON.stringify(localStorage) + JSON.stringify(sessionStorage) + document.cookie";

    /** Method and address of each request that carried a card's number. */
    private final List<String> carriers = new CopyOnWriteArrayList<>();

    @Test
    void a_declined_card_is_told_of_in_the_form_and_another_one_pays() {
        var body = OrderBodies.withCsr(Keys.csr(Keys.fresh())).put("payment_method", "card");
        body.putObject("billing_address")
                .put("address", "1 Main Street")
                .put("city", "Dublin")
                .put("zip", "D01")
                .put("country", "IE");
        String id = backstage().requestedBy(REQUESTER, body);
        backstage().approve(id);
        backstage().waitsIn(id, Elements.USER_PAY_BY_CARD);
        BrowserUser finance = signedIn(FINANCE);
        Page page = finance.page();
        page.onRequest(request -> {
            if ((request.url() + request.postData())
                    .replaceAll("[ +]|%20", "")
                    .matches("(?s).*(" + DECLINED + "|" + OrderBodies.CARD + ").*")) {
                carriers.add(request.method() + " "
                        + request.url().replace(backstage().address(), ""));
            }
        });

        TasklistPage tasklist = finance.startPage().list("Payments");
        tasklist.openCard(id, "Pay by card");
        tasklist.claim();
        FrameLocator frame = page.frameLocator("#card-page");
        TaskForm card = new TaskForm(frame.locator("main"));
        assertThat(card.area()).containsText("1 Main Street");
        finance.picture("before");
        card.fill("Card number", "4111111111111112")
                .fill("Expires", "12 / 99")
                .fill("Security code (CVV)", "737")
                .fill("Name on the card", "Ada Example");
        pay(card);
        assertThat(card.area()).containsText("check digit");
        assertThat(carriers).isEmpty();

        card.fill("Card number", DECLINED);
        pay(card);
        assertThat(card.area().getByRole(AriaRole.ALERT)).containsText("declined");
        finance.picture("declined");
        assertThat(backstage().waitsIn(id, Elements.USER_PAY_BY_CARD)).isNotNull();
        assertThat(backstage().certCentral().ordersOf(id)).isEmpty();

        card.fill("Card number", OrderBodies.CARD).fill("Security code (CVV)", "737");
        pay(card);
        assertThat(page.locator(".task-card")).hasCount(0);
        assertThat(tasklist.card(id)).hasCount(0);
        finance.picture("paid");
        backstage().reaches(id, "ORDERED");
        assertThat(backstage().certCentral().ordersOf(id))
                .singleElement()
                .extracting("paymentMethod")
                .isEqualTo("card");

        String payment = "POST /api/eseals/" + id + "/card-payment";
        assertThat(carriers).containsExactly(payment, payment);
        assertThat((String) page.evaluate(KEPT))
                .doesNotContain(DECLINED)
                .doesNotContain(OrderBodies.CARD)
                .doesNotContain("4111 1111")
                .doesNotContain("4000 0000");
    }

    @Test
    void when_nobody_knows_whether_the_card_was_charged_the_form_says_so_and_takes_no_second_one() {
        String id = backstage()
                .requestedBy(
                        REQUESTER, OrderBodies.withCsr(Keys.csr(Keys.fresh())).put("payment_method", "card"));
        backstage().approve(id);
        backstage().waitsIn(id, Elements.USER_PAY_BY_CARD);
        BrowserUser finance = signedIn(FINANCE);
        TasklistPage tasklist = finance.startPage().list("Payments");
        tasklist.openCard(id, "Pay by card");
        tasklist.claim();
        TaskForm card = new TaskForm(finance.page().frameLocator("#card-page").locator("main"));
        card.fill("Card number", OrderBodies.CARD)
                .fill("Expires", "12 / 99")
                .fill("Security code (CVV)", "737")
                .fill("Name on the card", "Ada Example");
        pay(card);
        assertThat(card.area()).containsText("Enter the street and number");
        finance.picture("address-missing");

        backstage().certCentral().next("place_order", "unavailable");
        card.fill("Street and number", "1 Main Street")
                .fill("Postal code", "D01")
                .fill("City", "Dublin")
                .fill("Country code", "IE");
        pay(card);
        assertThat(card.area()).containsText("Nobody knows yet whether CertCentral took the payment");
        assertThat(card.area().getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pay at most")))
                .isHidden();
        finance.picture("unknown");
        card.button("Look again").click();
        assertThat(card.area()).containsText(Pattern.compile("Do not pay again|does not wait for a card any more"));
    }

    private static void pay(TaskForm card) {
        card.area()
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName("Pay at most"))
                .click();
    }
}
