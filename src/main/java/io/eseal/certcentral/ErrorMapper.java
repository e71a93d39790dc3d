package io.eseal.certcentral;

import io.eseal.certcentral.DeadlineRequestFactory.TooLateException;
import io.eseal.httpclient.WholeCall.AnswerTooLargeException;
import io.eseal.httpclient.WholeCall.DeadlinePassedException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.net.ssl.SSLHandshakeException;
import org.springframework.http.HttpHeaders;

/** Chooses the exception for an answer that is not a success, or for a missing one. */
final class ErrorMapper {

    private static final int LONGEST_WAIT_DIGITS = 9;

    private final ErrorBody errorBody;
    private final Clock clock;

    ErrorMapper(ErrorBody errorBody, Clock clock) {
        this.errorBody = errorBody;
        this.clock = clock;
    }

    /**
     * Returns the exception for an answer by its HTTP status.
     *
     * @param censor removes data that must not be stored from CertCentral's words
     */
    CertCentralException ofStatus(
            String call, int status, HttpHeaders headers, byte[] body, UnaryOperator<String> censor) {
        List<ApiError> errors = errorBody.read(body, headers, censor);
        if (status == 401 || status == 403) {
            return new NotAuthorizedException(call, status, errors);
        }
        if (status == 429) {
            return new TooManyRequestsException(call, errors, retryAfter(headers));
        }
        if (status == 405
                || status == 404
                        && errors.stream().anyMatch(error -> error.code().equals("not_found|route"))) {
            return new NotOfferedException(call, status, errors);
        }
        if (status == 404 && errors.stream().allMatch(error -> error.code().isBlank())) {
            // Such a page comes from a proxy; read as CertCentral's answer it would say that an order does not exist.
            return UnknownOutcomeException.answered(call, "the answer was status 404, and not in CertCentral's words");
        }
        if (status == 408 || status >= 500) {
            return UnavailableException.answered(call, status, errors);
        }
        if (status >= 400) {
            return new RefusedException(call, status, errors);
        }
        return UnknownOutcomeException.answered(call, "the answer was status " + status);
    }

    /**
     * Returns the exception for an answer to an order, which must not be repeated. A 4xx of a proxy may hide that
     * CertCentral took the order: without CertCentral's error codes its outcome is unknown.
     */
    CertCentralException ofOrderStatus(
            String call, int status, HttpHeaders headers, byte[] body, UnaryOperator<String> censor) {
        CertCentralException outcome = ofStatus(call, status, headers, body, censor);
        boolean notTaken = switch (status) {
            case 401, 429 -> true;
            // The same order is in progress, or reached CertCentral twice.
            case 409, 425 -> false;
            default -> outcome.errors().stream().anyMatch(error -> !error.code().isBlank());
        };
        return outcome.mayHaveBeenProcessed() || notTaken
                ? outcome
                : UnknownOutcomeException.answered(
                        call, "the answer was status " + status + ", which does not tell that nothing was ordered");
    }

    /** Returns whether the answer to a call without a result says success. */
    boolean isDone(HttpHeaders headers, byte[] body) {
        return errorBody.tellsOfNone(body, headers);
    }

    /** Returns the exception for a call that failed without a complete answer. */
    CertCentralException ofTransport(String call, Throwable failure) {
        if (failure instanceof TooLateException) {
            return HeldBackException.late(call);
        }
        if (isBeforeSending(failure)) {
            return UnavailableException.notReached(call, failure);
        }
        return new UnknownOutcomeException(call, reason(failure), failure);
    }

    /**
     * Returns the exception for an answer that cannot be read; has no cause, because Jackson quotes the answer in its
     * exception.
     */
    CertCentralException unreadable(String call) {
        return UnknownOutcomeException.answered(call, "the answer could not be read");
    }

    /** Returns the exception for an HTML page of a proxy: CertCentral's own answer did not arrive. */
    CertCentralException webPage(String call) {
        return new UnknownOutcomeException(call, "a web page came in place of its answer");
    }

    /** Returns the exception for an answer that is not valid HTTP. */
    CertCentralException unexpected(String call, RuntimeException failure) {
        return UnknownOutcomeException.answered(call, "the answer was not one of HTTP", failure);
    }

    private static String reason(Throwable failure) {
        if (failure instanceof DeadlinePassedException) {
            return "its deadline passed before the answer was complete";
        }
        if (failure instanceof AnswerTooLargeException) {
            return "the answer was larger than allowed";
        }
        return "the connection failed before the answer was complete";
    }

    /**
     * Returns whether the call failed before it was sent. A TLS handshake fails before the request, or makes the server
     * drop the request unread (TLS 1.3, late alert).
     */
    private static boolean isBeforeSending(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof HttpConnectTimeoutException
                    || cause instanceof UnknownHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof SSLHandshakeException) {
                return true;
            }
        }
        return false;
    }

    /** Reads {@code Retry-After}, in seconds or as a date (RFC 9110, 10.2.3); empty if absent or unreadable. */
    private Optional<Duration> retryAfter(HttpHeaders headers) {
        String value = headers.getFirst(HttpHeaders.RETRY_AFTER);
        if (value == null) {
            return Optional.empty();
        }
        String text = value.strip();
        if (text.matches("\\d{1," + LONGEST_WAIT_DIGITS + "}")) {
            return Optional.of(Duration.ofSeconds(Long.parseLong(text)));
        }
        try {
            Instant until = ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant();
            Duration wait = Duration.between(clock.instant(), until);
            return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
