package io.eseal.browser;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/** The service's own page for user and password. */
record SignInPage(Page page) {

    void signIn(String user, String password) {
        page.getByPlaceholder("Username").fill(user);
        page.getByPlaceholder("Password").fill(password);
        page.getByRole(AriaRole.BUTTON).click();
    }

    /** Waits until this page is what the browser shows. */
    void isShown() {
        assertThat(page.getByPlaceholder("Password")).isVisible();
    }
}
