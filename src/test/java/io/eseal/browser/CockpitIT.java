package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.BoundingBox;
import io.eseal.fixtures.Keys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.instance.SubProcess;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnPlane;
import org.camunda.bpm.model.bpmn.instance.bpmndi.BpmnShape;
import org.junit.jupiter.api.Test;

/**
 * Tests the diagram in Cockpit: the numbers of which docs/operating.md speaks, and that each plane opens and can be
 * read.
 */
class CockpitIT extends Walk {

    /**
     * The smallest size of a text, in pixels of the screen; .ci/draw-process.mjs asks for the same without a browser's
     * window.
     */
    private static final double SMALLEST_TEXT = 8;

    private static final String SIZE_OF_TEXT = """
            () => Math.min(...[...document.querySelectorAll('.djs-visual text')]
              .filter(text => text.getBoundingClientRect().width > 0)
              .map(text => parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a))""";

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

    @Test
    void each_plane_opens_and_can_be_read() throws IOException {
        String id = backstage().requestedBy(REQUESTER, OrderBodies.withCsr(Keys.csr(Keys.fresh())));
        backstage().waitsIn(id, Elements.USER_APPROVE_REQUEST);
        signedIn(OPERATOR).cockpit().openInstance(backstage().instanceOf(id));
        bears("sub_approval", "1");
        List<String> opened = new ArrayList<>();
        look(EsealLifecycle.PROCESS, opened);
        assertThat(opened).containsExactlyInAnyOrderElementsOf(drawn());
    }

    /** Looks at the plane that is shown and at all planes that open from it, and comes back to it. */
    private void look(String element, List<String> opened) {
        String plane = element.equals(EsealLifecycle.PROCESS)
                ? "overview"
                : element.replaceFirst("^sub_", "").replace('_', '-');
        BrowserUser operator = signedIn(OPERATOR);
        Page page = operator.page();
        operator.shot("cockpit-" + plane);
        opened.add(plane);
        assertThat(((Number) page.evaluate(SIZE_OF_TEXT)).doubleValue())
                .as("smallest text of " + plane)
                .isGreaterThanOrEqualTo(SMALLEST_TEXT);
        for (String phase : collapsed(element)) {
            at(phase).locator(".bjs-drilldown").click();
            page.mouse().move(0, 0);
            look(phase, opened);
            Locator crumbs = page.locator(".bjs-breadcrumbs a");
            crumbs.nth(crumbs.count() - 2).click();
        }
    }

    /** The sub-processes that the model draws closed on the plane of an element. */
    private static List<String> collapsed(String element) {
        return Bpmn.readModelFromFile(new File("bpmn/eseal-lifecycle.bpmn"))
                .getModelElementsByType(BpmnPlane.class)
                .stream()
                .filter(plane -> plane.getBpmnElement().getId().equals(element))
                .flatMap(plane -> plane.getDiagramElements().stream())
                .filter(BpmnShape.class::isInstance)
                .map(BpmnShape.class::cast)
                .filter(shape -> shape.getBpmnElement() instanceof SubProcess && !shape.isExpanded())
                .map(shape -> shape.getBpmnElement().getId())
                .toList();
    }

    /** The names of the pictures in docs/process: one for each plane. */
    private static List<String> drawn() throws IOException {
        try (Stream<Path> pictures = Files.list(Path.of("docs", "process"))) {
            return pictures.map(picture -> picture.getFileName().toString().replaceFirst("\\.svg$", ""))
                    .toList();
        }
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
