package io.eseal.signin;

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
import java.util.Base64;
import java.util.regex.Pattern;

/** Someone with a browser or a script: keeps cookies, follows no redirect by itself. */
public class Visitor {

    private final String base;
    private final String credentials;
    private final CookieManager cookies = new CookieManager(null, CookiePolicy.ACCEPT_ALL);
    private final HttpClient client =
            HttpClient.newBuilder().cookieHandler(cookies).build();

    private Visitor(int port, String credentials) {
        this.base = "http://localhost:" + port;
        this.credentials = credentials;
    }

    static Visitor anonymous(int port) {
        return new Visitor(port, null);
    }

    public static Visitor basic(int port, String user) {
        return basic(port, user, user);
    }

    public static Visitor basic(int port, String user, String password) {
        var pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        return new Visitor(port, "Basic " + Base64.getEncoder().encodeToString(pair));
    }

    static Visitor signedIn(int port, String user) {
        var visitor = anonymous(port);
        var answer = visitor.signIn(user, user);
        if (answer.headers().firstValue("Location").orElse("").contains("error")) {
            throw new AssertionError(user + " could not sign in");
        }
        return visitor;
    }

    HttpResponse<String> signIn(String user, String password) {
        return form(
                "/login",
                "username=" + user + "&password=" + password + "&_csrf="
                        + csrf(get("/login").body()));
    }

    /** The token hidden in a page's form, ready for the form. */
    static String csrf(String page) {
        var token = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"")
                .matcher(page);
        if (!token.find()) {
            throw new AssertionError("no token in the page: " + page);
        }
        return URLEncoder.encode(token.group(1), StandardCharsets.UTF_8);
    }

    static Visitor bearer(int port, String token) {
        return new Visitor(port, "Bearer " + token);
    }

    /**
     * Somebody who asked for Tasklist and has proved at the provider who they are; the password is the login's name.
     */
    static Visitor through(OpenIdProvider provider, int port, String login) {
        var visitor = anonymous(port);
        visitor.signInAt(provider, login, visitor.follow(visitor.page("/camunda/app/tasklist/default/")));
        return visitor;
    }

    /** Fills in the provider's own page; returns where the way ends. */
    HttpResponse<String> signInAt(OpenIdProvider provider, String login, HttpResponse<String> page) {
        if (!page.uri().toString().equals(provider.issuer() + "/login")) {
            throw new AssertionError("not the provider's page: " + page.uri() + " " + page.statusCode());
        }
        return follow(form(
                page.uri().toString(), "username=" + login + "&password=" + login + "&_csrf=" + csrf(page.body())));
    }

    /** Follows redirects as a browser does. */
    HttpResponse<String> follow(HttpResponse<String> answer) {
        for (var hop = 0; hop < 20; hop++) {
            var location = answer.headers().firstValue("Location");
            if (location.isEmpty()) {
                return answer;
            }
            answer = page(answer.uri().resolve(location.get()).toString());
        }
        throw new AssertionError("redirected for ever: " + answer.uri());
    }

    public HttpResponse<String> get(String path) {
        return send("GET", path, "", "Accept", "*/*");
    }

    public HttpResponse<String> get(String path, String... headers) {
        return send("GET", path, "", headers);
    }

    HttpResponse<String> page(String path) {
        return send("GET", path, "", "Accept", "text/html,*/*");
    }

    public HttpResponse<String> json(String method, String path, String body, String... headers) {
        return send(method, path, body, with(headers, "Content-Type", "application/json"));
    }

    HttpResponse<String> form(String path, String body, String... headers) {
        return send("POST", path, body, with(headers, "Content-Type", "application/x-www-form-urlencoded"));
    }

    String cookie(String name) {
        return cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals(name))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElseThrow(() -> new AssertionError("no cookie " + name));
    }

    public HttpResponse<String> send(String method, String path, String body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create(path.startsWith("http") ? path : base + path))
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                .headers(headers);
        if (credentials != null) {
            request.header("Authorization", credentials);
        }
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(method + " " + path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String[] with(String[] headers, String... more) {
        var all = new String[headers.length + more.length];
        System.arraycopy(headers, 0, all, 0, headers.length);
        System.arraycopy(more, 0, all, headers.length, more.length);
        return all;
    }
}
