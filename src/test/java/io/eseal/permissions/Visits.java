package io.eseal.permissions;

import java.io.IOException;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/** Calls over HTTP, each under the own name; the password is the user's name, as in the demo. */
public final class Visits {

    /** @param status the HTTP status */
    public record Answer(int status, String body) {}

    private record Session(String cookies, String token) {}

    private final String base;
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(20)).build();
    private final Map<String, Session> sessions = new ConcurrentHashMap<>();

    public Visits(int port) {
        this.base = "http://localhost:" + port;
    }

    public Answer call(String user, Call call) {
        HttpRequest.Builder request = request(call).header(UndoneCalls.HEADER, "yes");
        if (!user.equals(Person.ANONYMOUS.user())) {
            request.header("Authorization", basic(user));
            // Once signed in, the password is not checked for each call;
            // signing out must not end the session of the others.
            if (!call.address().contains("/auth/")) {
                Session session = sessions.computeIfAbsent(user, this::open);
                request.header("Cookie", session.cookies).header("X-XSRF-TOKEN", session.token);
            }
        }
        return answer(send(request));
    }

    /** A call that stays done. */
    public Answer lasting(String user, Call call) {
        return answer(send(request(call).header("Authorization", basic(user))));
    }

    private HttpRequest.Builder request(Call call) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(base + call.address()))
                .timeout(Duration.ofMinutes(1))
                .method(
                        call.method(),
                        call.body().isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(call.body()))
                .header("Accept", "*/*");
        return call.contentType().isEmpty() ? request : request.header("Content-Type", call.contentType());
    }

    /** Signs in as a browser does, and takes the token that Camunda's pages want for each change. */
    private Session open(String user) {
        Map<String, String> cookies = new HashMap<>();
        HttpResponse<String> page = with(cookies, new Call("GET", "/login", "", ""));
        String csrf = URLEncoder.encode(
                page.body().replaceAll("(?s).*name=\"_csrf\"[^>]* value=\"([^\"]+)\".*", "$1"), StandardCharsets.UTF_8);
        with(
                cookies,
                new Call(
                        "POST",
                        "/login",
                        "application/x-www-form-urlencoded",
                        "username=" + user + "&password=" + user + "&_csrf=" + csrf));
        if (with(cookies, new Call("GET", "/camunda/app/welcome/default/", "", ""))
                        .statusCode()
                != 200) {
            throw new AssertionError(user + " could not sign in");
        }
        return new Session(
                cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")),
                cookies.getOrDefault("XSRF-TOKEN", ""));
    }

    private HttpResponse<String> with(Map<String, String> cookies, Call call) {
        HttpRequest.Builder request = request(call);
        if (!cookies.isEmpty()) {
            request.header(
                    "Cookie", cookies.entrySet().stream().map(Object::toString).collect(Collectors.joining("; ")));
        }
        HttpResponse<String> response = send(request);
        response.headers().allValues("Set-Cookie").stream()
                .flatMap(cookie -> HttpCookie.parse(cookie).stream())
                .forEach(cookie -> cookies.put(cookie.getName(), cookie.getValue()));
        return response;
    }

    private static String basic(String user) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + user).getBytes(StandardCharsets.UTF_8));
    }

    private static Answer answer(HttpResponse<String> response) {
        return new Answer(response.statusCode(), response.body());
    }

    private HttpResponse<String> send(HttpRequest.Builder request) {
        try {
            return client.send(request.build(), BodyHandlers.ofString());
        } catch (IOException e) {
            throw new IllegalStateException(request.build() + ": " + e, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
