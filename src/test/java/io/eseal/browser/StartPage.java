package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import java.util.List;

/** Start page of a person: the waiting tasks and the person's own requests. */
record StartPage(Page page) {

    StartPage {
        assertThat(page.getByRole(AriaRole.NAVIGATION)).isVisible();
    }

    List<String> applications() {
        return page.getByRole(AriaRole.NAVIGATION).getByRole(AriaRole.LINK).allInnerTexts();
    }

    /** Such as {@code To do 1}, in the order of the page. */
    List<String> lists() {
        return page.locator(".lists a").all().stream()
                .map(list -> list.locator("span").innerText() + " "
                        + list.locator("strong").innerText())
                .toList();
    }

    List<String> headings() {
        return page.getByRole(AriaRole.HEADING).allInnerTexts();
    }

    List<String> requests() {
        return page.locator("tbody td:first-child").allInnerTexts();
    }

    Locator request(String id) {
        return page.getByRole(AriaRole.ROW).filter(new Locator.FilterOptions().setHasText(id));
    }

    /** Follows the list's link into Tasklist. */
    TasklistPage list(String name) {
        page.locator(".lists")
                .getByRole(AriaRole.LINK)
                .filter(new Locator.FilterOptions().setHasText(name))
                .click();
        return new TasklistPage(page);
    }

    /** Follows the link to what the person has to do next about the request. */
    TaskForm nextStep(String id, String name) {
        request(id)
                .getByRole(AriaRole.LINK, new Locator.GetByRoleOptions().setName(name))
                .click();
        return new TasklistPage(page).task(name);
    }

    TaskForm requestSeal() {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName("Request an eSeal"))
                .click();
        return new TaskForm(page.locator(".modal-content")).shown();
    }

    void signOut() {
        page.getByRole(AriaRole.BUTTON, new Page.GetByRoleOptions().setName("Sign out"))
                .click();
    }
}
