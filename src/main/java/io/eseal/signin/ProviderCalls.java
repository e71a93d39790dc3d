package io.eseal.signin;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpResponse.BodySubscribers;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.util.function.SingletonSupplier;

/**
 * Makes all calls to the OpenID provider: one deadline from connecting to the last byte of the answer, a largest size
 * of the answer, no redirects, and a bounded number of calls at one time. A late answer, one with a 5xx or redirect, an
 * empty or a too large one gives a {@link ProviderAwayException} as the cause of the exception that Spring expects.
 */
final class ProviderCalls implements ClientHttpRequestFactory {

    static final Duration DEADLINE = Duration.ofSeconds(5);
    /** Largest answer in bytes; key sets and user infos of real providers have a few kilobytes. */
    static final int LARGEST_ANSWER = 1 << 20;
    /**
     * Calls at one time at most: far fewer than the threads that serve requests, which go on while the provider hangs.
     */
    static final int MOST_AT_ONCE = 24;

    private static final int REDIRECTION = 300;
    private static final int CLIENT_ERROR = 400;
    private static final int SERVER_ERROR = 500;
    private static final int LONGEST_NOTHING = 64;

    /** Made at the first call; without a provider there is none. */
    private final SingletonSupplier<HttpClient> client = SingletonSupplier.of(() -> HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(DEADLINE)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build());

    private final Semaphore places = new Semaphore(MOST_AT_ONCE);

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        return new Call(uri, method);
    }

    private HttpResponse<byte[]> send(HttpRequest request) throws IOException {
        if (!places.tryAcquire()) {
            throw away("as many calls as may wait for it are waiting");
        }
        try {
            return answer(request);
        } finally {
            places.release();
        }
    }

    private HttpResponse<byte[]> answer(HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer = client.obtain().sendAsync(request, info -> new Bounded());
        try {
            HttpResponse<byte[]> complete = answer.get(DEADLINE.toMillis(), TimeUnit.MILLISECONDS);
            nonsense(complete).ifPresent(what -> {
                throw new UncheckedIOException(
                        away(what + " to " + request.uri().getPath()));
            });
            return complete;
        } catch (UncheckedIOException e) {
            throw e.getCause();
        } catch (TimeoutException e) {
            answer.cancel(true);
            throw away(
                    "no complete answer within " + DEADLINE.toSeconds() + " s from "
                            + request.uri().getPath(),
                    e);
        } catch (InterruptedException e) {
            answer.cancel(true);
            Thread.currentThread().interrupt();
            throw away("the call was interrupted", e);
        } catch (ExecutionException e) {
            throw away(
                    String.valueOf(e.getCause()),
                    Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    /**
     * Returns what is wrong with an answer that Spring Security does not expect and would turn into a fault of this
     * service; empty for a usable answer.
     */
    private static Optional<String> nonsense(HttpResponse<byte[]> answer) {
        int status = answer.statusCode();
        if (status >= SERVER_ERROR || status >= REDIRECTION && status < CLIENT_ERROR) {
            return Optional.of("it answered " + status);
        }
        String start = new String(
                        answer.body(), 0, Math.min(answer.body().length, LONGEST_NOTHING), StandardCharsets.US_ASCII)
                .strip();
        if (status < REDIRECTION && (start.isEmpty() || start.equals("null"))) {
            return Optional.of("it answered nothing");
        }
        try {
            answer.headers().firstValue(HttpHeaders.CONTENT_TYPE).ifPresent(MediaType::parseMediaType);
            return Optional.empty();
        } catch (InvalidMediaTypeException e) {
            return Optional.of("it answered with a content type that is none");
        }
    }

    private static IOException away(String why) {
        String sentence = "The OpenID provider does not answer: " + why;
        return new IOException(sentence, new ProviderAwayException(sentence));
    }

    private static IOException away(String why, Throwable cause) {
        String sentence = "The OpenID provider does not answer: " + why;
        return new IOException(sentence, new ProviderAwayException(sentence, cause));
    }

    /** Collects the body, and ends the call when the body is too large. */
    private static final class Bounded implements BodySubscriber<byte[]> {

        private final BodySubscriber<byte[]> whole = BodySubscribers.ofByteArray();
        private Optional<Flow.Subscription> call = Optional.empty();
        private long size;

        @Override
        public CompletionStage<byte[]> getBody() {
            return whole.getBody();
        }

        @Override
        public void onSubscribe(Flow.Subscription subscription) {
            call = Optional.of(subscription);
            whole.onSubscribe(subscription);
        }

        @Override
        public void onNext(List<ByteBuffer> buffers) {
            size += buffers.stream().mapToLong(ByteBuffer::remaining).sum();
            if (size > LARGEST_ANSWER) {
                call.ifPresent(Flow.Subscription::cancel);
                whole.onError(new IOException("its answer has more than " + LARGEST_ANSWER + " bytes"));
            } else {
                whole.onNext(buffers);
            }
        }

        @Override
        public void onError(Throwable failure) {
            whole.onError(failure);
        }

        @Override
        public void onComplete() {
            whole.onComplete();
        }
    }

    private final class Call extends AbstractClientHttpRequest {

        private final URI uri;
        private final HttpMethod method;
        private final ByteArrayOutputStream body = new ByteArrayOutputStream();

        private Call(URI uri, HttpMethod method) {
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
            headers.forEach((name, values) -> {
                // The JDK client sets the length itself and refuses this header.
                if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                    values.forEach(value -> request.header(name, value));
                }
            });
            return new Answer(send(request.build()));
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
            // The answer is in memory.
        }
    }
}
