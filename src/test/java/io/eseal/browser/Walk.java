package io.eseal.browser;

import io.eseal.system.ApiFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.extension.RegisterExtension;

/** People's walks through one application. */
@Tag("browser")
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class Walk {

    static final String REQUESTER = "requester";
    static final String LEGAL = "legal";
    static final String SECURITY = "security";
    static final String FINANCE = "finance";
    static final String OPERATOR = "operator";
    static final String AUDITOR = "auditor";

    @RegisterExtension
    final Chromium chromium = new Chromium();

    private ApiFixture backstage;

    @BeforeAll
    void start() {
        backstage = ApiFixture.start(getClass().getSimpleName());
    }

    @AfterAll
    void stop() {
        backstage.close();
    }

    ApiFixture backstage() {
        return backstage;
    }

    /** Returns the browser of a user, who is not signed in yet. */
    BrowserUser browser(String user) {
        return chromium.browser(backstage.address(), user);
    }

    BrowserUser signedIn(String user) {
        BrowserUser browser = browser(user);
        if (browser.page().url().equals("about:blank")) {
            browser.signIn();
        }
        return browser;
    }
}
