package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;
import java.util.regex.Pattern;

/** Camunda's Tasklist: the lists on its left, the tasks of one in the middle, the form of one on its right. */
record TasklistPage(Page page) {

    private static final String ADDRESS = "/camunda/app/tasklist/default/";

    TasklistPage open() {
        page.navigate(ADDRESS);
        assertThat(page.locator(".task-filters")).isVisible();
        assertThat(page.locator(".task-filter.active")).isVisible();
        return this;
    }

    TasklistPage openTask(String taskId) {
        page.navigate("about:blank");
        page.navigate(ADDRESS + "#/?task=" + taskId);
        return this;
    }

    List<String> lists() {
        return page.locator(".task-filter .name a").allInnerTexts().stream()
                .map(name -> name.replaceAll("\\s*\\(?\\d*\\)?\\s*$", "").strip())
                .toList();
    }

    TasklistPage choose(String list) {
        Locator filter = page.locator(".task-filter")
                .filter(new Locator.FilterOptions().setHasText(list))
                .first();
        filter.getByRole(AriaRole.LINK).first().click();
        assertThat(filter).hasClass(Pattern.compile("\\bactive\\b"));
        return this;
    }

    /** The card of a request's task in the list. */
    Locator card(String esealId) {
        return page.locator(".tasks-list .task").filter(new Locator.FilterOptions().setHasText(esealId));
    }

    TaskForm open(String esealId, String taskName) {
        openCard(esealId, taskName);
        return task(taskName);
    }

    /** Opens a task whatever its form is made of. */
    void openCard(String esealId, String taskName) {
        card(esealId)
                .filter(new Locator.FilterOptions().setHasText(taskName))
                .getByRole(AriaRole.LINK)
                .first()
                .click();
        assertThat(page.locator(".task-card h2.task")).containsText(taskName);
    }

    /** The form of the task that is open. */
    TaskForm task(String name) {
        assertThat(page.locator(".task-card h2.task")).containsText(name);
        return new TaskForm(page.locator(".task-card")).shown();
    }

    /** Makes the open task one's own; only then its form can be filled in. */
    void claim() {
        page.locator(".task-card")
                .getByRole(
                        AriaRole.BUTTON,
                        new Locator.GetByRoleOptions().setName("Claim").setExact(true))
                .click();
        assertThat(page.locator(".task-card .disabled-form")).hasCount(0);
    }
}
