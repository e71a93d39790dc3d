package io.eseal.browser;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType.LaunchOptions;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.assertions.PlaywrightAssertions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * The machine's Chromium, a session in it for each person, and what is kept of them in {@code target/screenshots}: the
 * pictures of the walk; of a test that failed also the last page and a trace ({@code npx playwright show-trace}).
 */
final class Chromium implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {

    /** How long a page may take on a busy machine, in milliseconds. */
    private static final double PATIENCE = 60_000;

    /** Paths where it may be installed, which the checks in {@code .ci} use too. */
    private static final Path USUAL_PLACES = Path.of(".ci", "browsers");

    private final Map<String, BrowserUser> visits = new LinkedHashMap<>();
    private Playwright playwright;
    private Browser browser;
    private Pictures pictures;

    @Override
    public void beforeAll(ExtensionContext test) throws IOException {
        Path executable = executable();
        playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        // Chromium's own sandbox does not work for root, as in containers.
        browser = playwright
                .chromium()
                .launch(new LaunchOptions().setExecutablePath(executable).setChromiumSandbox(false));
        PlaywrightAssertions.setDefaultAssertionTimeout(PATIENCE);
    }

    private static Path executable() throws IOException {
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM")), Files.readAllLines(USUAL_PLACES).stream())
                .map(Path::of)
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The tests in a browser need Chromium: install Debian's package chromium, "
                                + "or name an executable in the environment variable CHROMIUM."));
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        pictures = new Pictures(
                Path.of("target", "screenshots", test.getRequiredTestMethod().getName()));
    }

    /** The person's session, the same one throughout a test. */
    BrowserUser browser(String address, String user) {
        return visits.computeIfAbsent(user, name -> new BrowserUser(browser, PATIENCE, address, name, pictures));
    }

    @Override
    public void afterEach(ExtensionContext test) {
        List<String> troubles = visits.values().stream()
                .flatMap(browser -> browser.troubles().stream())
                .toList();
        boolean failed = test.getExecutionException().isPresent() || !troubles.isEmpty();
        visits.values().forEach(browser -> browser.end(failed));
        visits.clear();
        if (!troubles.isEmpty()) {
            throw new AssertionError("A page is in trouble:\n" + String.join("\n", troubles));
        }
    }

    @Override
    public void afterAll(ExtensionContext test) {
        if (playwright != null) {
            playwright.close();
        }
    }
}
