package io.eseal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Tracing;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** One person at a browser of their own. A script that fails there, and a dialog that opens, is a trouble. */
final class BrowserUser {

    private final String user;
    private final BrowserContext context;
    private final Page page;
    private final Pictures pictures;
    private final List<String> troubles = new CopyOnWriteArrayList<>();

    BrowserUser(Browser browser, double patience, String address, String user, Pictures pictures) {
        this.user = user;
        this.pictures = pictures;
        context = browser.newContext(new Browser.NewContextOptions()
                .setBaseURL(address)
                .setLocale("en-GB")
                .setTimezoneId("UTC")
                .setViewportSize(Pictures.WIDTH, Pictures.HEIGHT));
        context.setDefaultTimeout(patience);
        context.tracing().start(new Tracing.StartOptions().setScreenshots(true).setSnapshots(true));
        page = context.newPage();
        page.onPageError(error -> troubles.add(user + " at " + page.url() + ": " + error));
        page.onDialog(dialog -> {
            troubles.add(user + " at " + page.url() + " was shown a dialog: " + dialog.message());
            dialog.dismiss();
        });
    }

    Page page() {
        return page;
    }

    /** Signs in on the page that people who are not signed in are led to; the password is the user's name. */
    StartPage signIn() {
        page.navigate("/");
        new SignInPage(page).signIn(user, user);
        return new StartPage(page);
    }

    StartPage startPage() {
        page.navigate("/");
        return new StartPage(page);
    }

    TasklistPage tasklist() {
        return new TasklistPage(page).open();
    }

    CockpitPage cockpit() {
        return new CockpitPage(page);
    }

    /** Takes a picture named after what it shows. */
    void picture(String what) {
        pictures.take(page, user, what);
    }

    /** Likewise of a page that is no product of ours, as it stands. */
    void shot(String what) {
        pictures.shoot(page, user, what);
    }

    List<String> troubles() {
        return List.copyOf(troubles);
    }

    void end(boolean failed) {
        if (failed) {
            page.screenshot(new Page.ScreenshotOptions().setPath(pictures.file("failed-" + user + ".png")));
            context.tracing().stop(new Tracing.StopOptions().setPath(pictures.file("failed-" + user + ".zip")));
        }
        context.close();
    }
}
