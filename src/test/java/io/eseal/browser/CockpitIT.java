package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tests what docs/operating.md says of the numbers that Cockpit writes into the diagram. */
class CockpitIT extends Walk {

    @Test
    void a_phase_bears_one_and_its_plane_bears_how_many_steps_wait() {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.withCsr(Keys.csr(Keys.fresh())));
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        BrowserUser operator = signedIn(OPERATOR);
        Page page = operator.cockpit().openInstance(backstage().instanceOf(id)).page();
        bears("sub_approval", "1");
        assertThat(eventsUnderNumbers(page)).isEmpty();
        operator.shot("cockpit-overview");

        at("sub_approval").locator(".bjs-drilldown").click();
        page.mouse().move(0, 0);
        bears(Elements.USER_APPROVE_REQUEST, "2");
        assertThat(eventsUnderNumbers(page)).isEmpty();
        operator.shot("cockpit-plane");

        page.locator("a[href*='#/process-definition/']").first().click();
        bears("sub_approval", "...");
        operator.shot("cockpit-definition");
    }

    private Locator at(String element) {
        return signedIn(OPERATOR).page().locator("[data-container-id='" + element + "']");
    }

    private void bears(String element, String number) {
        Locator shown = at(element).locator(".instance-count");
        assertThat(shown).isVisible();
        assertThat(shown).hasText(number);
    }

    private static List<String> eventsUnderNumbers(Page page) {
        List<BoundingBox> numbers = page.locator(".instances-overlay .badge").all().stream()
                .filter(Locator::isVisible)
                .map(Locator::boundingBox)
                .toList();
        assertThat(numbers).isNotEmpty();
        return page.locator(".djs-shape[data-element-id^='boundary_']").all().stream()
                .filter(Locator::isVisible)
                .filter(event -> numbers.stream().anyMatch(number -> overlap(number, event.boundingBox())))
                .map(event -> Optional.ofNullable(event.getAttribute("data-element-id"))
                        .orElseThrow())
                .filter(event -> !event.endsWith("_label"))
                .toList();
    }

    private static boolean overlap(BoundingBox one, BoundingBox other) {
        return one.x < other.x + other.width
                && other.x < one.x + one.width
                && one.y < other.y + other.height
                && other.y < one.y + one.height;
    }
}
