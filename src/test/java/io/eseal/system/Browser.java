package io.eseal.system;

import io.eseal.system.Client.Answer;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * One user signed in to Tasklist: a session with its cookies and token, as the pages send them; the password is the
 * user's name.
 */
final class Browser {

    private static final Pattern TOKEN = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"");

    private final String base;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient http =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private Browser(String base) {
        this.base = base;
    }

    static Browser signedIn(Client user) {
        Browser browser = new Browser(user.base());
        var token = TOKEN.matcher(
                browser.send("GET", "/login", "", "Accept", "text/html").body());
        if (!token.find()) {
            throw new AssertionError("no token in the sign-in page");
        }
        browser.send(
                "POST",
                "/login",
                "username=" + user.user() + "&password=" + user.user() + "&_csrf="
                        + URLEncoder.encode(token.group(1), StandardCharsets.UTF_8),
                "Content-Type",
                "application/x-www-form-urlencoded");
        browser.send("GET", "/camunda/app/tasklist/default/", "", "Accept", "text/html");
        return browser;
    }

    /** Sends JSON with the token that belongs to the address: Camunda's applications have one of their own. */
    Answer json(String method, String path, String body) {
        return send(
                method,
                path,
                body,
                "Content-Type",
                "application/json",
                "Accept",
                "application/json",
                "X-XSRF-TOKEN",
                cookie(path.startsWith("/camunda/") ? "XSRF-TOKEN" : "ESEAL-XSRF-TOKEN"));
    }

    Answer send(String method, String path, String body, String... headers) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .headers(headers)
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), answer.headers(), answer.body());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
    }
}
