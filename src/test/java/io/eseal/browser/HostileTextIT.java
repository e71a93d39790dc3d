package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.AriaRole;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** Tests that pages show texts as people wrote them, never as markup or script. */
class HostileTextIT extends Walk {

    /** Markup with a script that opens a dialog, and an expression of AngularJS, in which Camunda's pages are made. */
    private static final String HOSTILE = "<img src=/canary onerror=alert(1)>{{7*7777}}";

    private final List<String> taken = new CopyOnWriteArrayList<>();

    @Test
    void markup_in_names_and_reasons_is_text_on_every_page() {
        ObjectNode body = OrderBodies.ownKey();
        ObjectNode organization = body.putObject("organization")
                .put("name", HOSTILE)
                .put("address", HOSTILE)
                .put("zip", "D01")
                .put("city", HOSTILE)
                .put("country", "IE")
                .put("telephone", "+353 1 234567");
        ArrayNode contacts = organization.putArray("contacts");
        contacts.addObject()
                .put("contact_type", "verified_contact")
                .put("first_name", HOSTILE)
                .put("last_name", HOSTILE)
                .put("job_title", HOSTILE)
                .put("email", "contact@example.com")
                .put("telephone", "+353 1 234567");
        String id = backstage().requestedBy(REQUESTER, body);
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);

        BrowserUser requester = watched(REQUESTER);
        assertThat(requester.startPage().request(id)).containsText(HOSTILE);
        requester.picture("start");

        BrowserUser legal = watched(LEGAL);
        TasklistPage tasklist = legal.tasklist();
        assertThat(tasklist.card(id)).containsText(HOSTILE);
        TaskForm form = tasklist.open(id, "Approve request");
        assertThat(form.fact("Organisation")).containsText(HOSTILE);
        assertThat(form.fact("verified contact")).containsText(HOSTILE);
        tasklist.claim();
        form.tick("Send it back to the requester for changes").fill("Reason", HOSTILE);
        legal.picture("approval");
        form.completed();

        backstage().waitsIn(id, Elements.USER_CORRECT_REQUEST);
        TaskForm correction = requester.startPage().nextStep(id, "Correct request");
        assertThat(correction
                        .area()
                        .getByRole(AriaRole.ROW)
                        .filter(new Locator.FilterOptions().setHasText(HOSTILE))
                        .last())
                .isVisible();
        assertThat(correction.field("Legal name")).hasValue(HOSTILE);
        requester.picture("correction");

        BrowserUser operator = watched(OPERATOR);
        assertThat(operator.startPage().request(id)).containsText(HOSTILE);
        assertThat(operator.tasklist().choose("With the requesters").card(id)).containsText(HOSTILE);
        CockpitPage cockpit = operator.cockpit().openInstance(backstage().instanceOf(id));
        assertThat(cockpit.line("organizationName")).containsText(HOSTILE);
        operator.picture("variables");

        assertThat(backstage().detail(id).at("/request/organization/name").asText())
                .isEqualTo(HOSTILE);
        assertThat(taken).as("taken for markup").isEmpty();
    }

    private BrowserUser watched(String user) {
        BrowserUser browser = signedIn(user);
        browser.page().onRequest(request -> {
            if (request.url().endsWith("/canary")) {
                taken.add(user + " at " + browser.page().url());
            }
        });
        return browser;
    }
}
