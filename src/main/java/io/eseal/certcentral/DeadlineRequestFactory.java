package io.eseal.certcentral;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;

/**
 * Makes HTTP calls with one deadline from connecting to the last byte of the answer. The timeout of the JDK client ends
 * at the headers: an answer that comes byte by byte would otherwise hold a thread of the job executor, with its
 * database connection, for ever.
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
    private final Duration deadline;
    private final long largestAnswer;
    private final Clock clock;

    DeadlineRequestFactory(CertCentralSettings settings, Clock clock) {
        this.client = client(settings.connectTimeout());
        this.cardClient = new EphemeralHttpClient(() -> client(settings.connectTimeout()));
        this.deadline = settings.callTimeout();
        this.largestAnswer = settings.maxResponseSize().toBytes();
        this.clock = clock;
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new BufferedRequest(uri, method);
    }

    private static HttpClient client(Duration connectTimeout) {
        // HTTP/1.1: the API asks for Content-Length, and the stand-in on plain HTTP is offered no upgrade.
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(connectTimeout)
                .followRedirects(HttpClient.Redirect.NEVER)
                .build();
    }

    private HttpResponse<byte[]> send(HttpRequest request, HttpClient by, Instant notAfter) throws IOException {
        // Checked last: the process may have been frozen during any earlier wait.
        if (clock.instant().isAfter(notAfter)) {
            throw new TooLateException();
        }
        CompletableFuture<HttpResponse<byte[]>> answer = by.sendAsync(request, info -> new BoundedBody(largestAnswer));
        try {
            return answer.get(deadline.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw new DeadlinePassedException();
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw new InterruptedIOException();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof IOException failure ? failure : new IOException(e.getCause());
        }
    }

    private final class BufferedRequest extends AbstractClientHttpRequest {

        private final URI uri;
        private final HttpMethod method;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        private BufferedRequest(URI uri, HttpMethod method) {
            this.uri = uri;
            this.method = method;
        }

        @Override
        public HttpMethod getMethod() {
            return method;
        }

        @Override
        public URI getURI() {
            return uri;
        }

        @Override
        protected OutputStream getBodyInternal(HttpHeaders headers) {
            return body;
        }

        @Override
        protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
            HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                    .method(
                            method.name(),
                            body.size() == 0
                                    ? BodyPublishers.noBody()
                                    : BodyPublishers.ofByteArray(body.toByteArray()));
            // The JDK client sets the length itself and rejects a given one.
            headers.forEach((name, values) -> {
                if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            boolean card = Boolean.TRUE.equals(getAttributes().get(CARD));
            Instant notAfter = (Instant) getAttributes().getOrDefault(NOT_AFTER, Instant.MAX);
            return new Answer(
                    card
                            ? cardClient.make(passing -> send(request.build(), passing, notAfter))
                            : send(request.build(), client, notAfter));
        }
    }

    private record Answer(HttpResponse<byte[]> response) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(response.statusCode());
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            response.headers().map().forEach(headers::addAll);
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(response.body());
        }

        @Override
        public void close() {
            // Nothing to release: the answer has been read to its end.
        }
    }

    /** Signals that {@code certcentral.call-timeout} passed before the answer was complete. */
    static final class DeadlinePassedException extends IOException {}

    /** Signals a call that was not sent because its last allowed instant had passed. */
    static final class TooLateException extends IOException {}
}
