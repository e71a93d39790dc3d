package io.eseal.httpclient;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Sends HTTP calls with one deadline from connecting to the last byte of the answer. The timeout of the JDK client ends
 * at the headers: an answer that comes byte by byte would otherwise hold its thread, with a database connection, for
 * ever.
 *
 * @param deadline longest time of a call
 * @param largestAnswer largest body of an answer in bytes, whatever length its header states
 */
public record WholeCall(Duration deadline, long largestAnswer) {

    /**
     * Sends the call and waits for its whole answer.
     *
     * @throws DeadlinePassedException when the answer is not complete in time
     * @throws AnswerTooLargeException when the answer is larger than permitted
     * @throws InterruptedIOException when the thread is interrupted, which it stays
     * @throws IOException when the call fails otherwise
     */
    public HttpResponse<byte[]> send(HttpClient client, HttpRequest request) throws IOException {
        CompletableFuture<HttpResponse<byte[]>> answer =
                client.sendAsync(request, info -> new BoundedBody(largestAnswer));
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
            throw e.getCause() instanceof IOException failure
                    ? failure
                    : new IOException(Optional.ofNullable(e.getCause()).orElse(e));
        }
    }

    /** Signals that the deadline passed before the answer was complete. */
    public static final class DeadlinePassedException extends IOException {}

    /** Signals an answer that is larger than permitted. */
    public static final class AnswerTooLargeException extends IOException {

        AnswerTooLargeException(long largest) {
            super("its answer has more than " + largest + " bytes");
        }
    }
}
