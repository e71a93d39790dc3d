package io.eseal.certcentral;

import io.eseal.httpclient.BufferedRequest;
import io.eseal.httpclient.WholeCall;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;

/**
 * Makes the calls to CertCentral: with one deadline each, in time or not at all, and with a card by a passing client.
 */
final class DeadlineRequestFactory implements ClientHttpRequestFactory {

    /** Name of the call's attribute that says whether its body holds a card. */
    static final String CARD = "card";
    /**
     * Name of the call's attribute with the last instant at which it may be sent; without it the call may be sent at
     * any time.
     */
    static final String NOT_AFTER = "not-after";

    private final HttpClient client;
    private final EphemeralHttpClient cardClient;
    private final WholeCall calls;
    private final Clock clock;

    DeadlineRequestFactory(CertCentralSettings settings, Clock clock) {
        this.client = client(settings.connectTimeout());
        this.cardClient = new EphemeralHttpClient(() -> client(settings.connectTimeout()));
        this.calls =
                new WholeCall(settings.callTimeout(), settings.maxResponseSize().toBytes());
        this.clock = clock;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new BufferedRequest(uri, method, this::send);
    }

    private static HttpClient client(Duration connectTimeout) {
        // HTTP/1.1: the API asks for Content-Length, and the stand-in on plain HTTP is offered no upgrade.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request, Map<String, Object> attributes) throws IOException {
        boolean card = Boolean.TRUE.equals(attributes.get(CARD));
        Instant notAfter = (Instant) attributes.getOrDefault(NOT_AFTER, Instant.MAX);
        return card ? cardClient.make(passing -> send(request, passing, notAfter)) : send(request, client, notAfter);
    }

    private HttpResponse<byte[]> send(HttpRequest request, HttpClient by, Instant notAfter) throws IOException {
        // Checked last: the process may have been frozen during any earlier wait.
        if (clock.instant().isAfter(notAfter)) {
            throw new TooLateException();
        }
        return calls.send(by, request);
    }

    /** Signals a call that was not sent because its last allowed instant had passed. */
    static final class TooLateException extends IOException {}
}
