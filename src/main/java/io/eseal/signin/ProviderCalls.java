package io.eseal.signin;

import io.eseal.httpclient.BufferedRequest;
import io.eseal.httpclient.WholeCall;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
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

    private static final WholeCall CALLS = new WholeCall(DEADLINE, LARGEST_ANSWER);

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
        return new BufferedRequest(uri, method, (request, attributes) -> send(request));
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
        HttpResponse<byte[]> answer = whole(request);
        Optional<String> wrong = nonsense(answer);
        if (wrong.isPresent()) {
            throw away(wrong.get() + " to " + request.uri().getPath());
        }
        return answer;
    }

    private HttpResponse<byte[]> whole(HttpRequest request) throws IOException {
        try {
            return CALLS.send(client.obtain(), request);
        } catch (WholeCall.DeadlinePassedException e) {
            throw away(
                    "no complete answer within " + DEADLINE.toSeconds() + " s from "
                            + request.uri().getPath(),
                    e);
        } catch (InterruptedIOException e) {
            throw away("the call was interrupted", e);
        } catch (IOException e) {
            throw away(String.valueOf(e), e);
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
}
