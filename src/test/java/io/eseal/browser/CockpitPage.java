package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;

/** Camunda's Cockpit. */
record CockpitPage(Page page) {

    private static final String ADDRESS = "/camunda/app/cockpit/default/";

    /** The running instance of the process, with the diagram and what it knows. */
    CockpitPage openInstance(String instanceId) {
        page.navigate("about:blank");
        page.navigate(ADDRESS + "#/process-instance/" + instanceId + "/runtime");
        assertThat(page.locator(".djs-container")).isVisible();
        return this;
    }

    /** A line of the tables below the diagram. */
    Locator line(String name) {
        return page.locator("tbody tr")
                .filter(new Locator.FilterOptions().setHasText(name))
                .first();
    }
}
