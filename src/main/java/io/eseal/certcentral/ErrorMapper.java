package io.eseal.certcentral;

import io.eseal.certcentral.BoundedBody.AnswerTooLargeException;
import io.eseal.certcentral.DeadlineRequestFactory.DeadlinePassedException;
import io.eseal.certcentral.DeadlineRequestFactory.TooLateException;
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

/** Which exception a bad answer, or none, becomes. */
final class ErrorMapper {

    private static final int LONGEST_WAIT_DIGITS = 9;

    private final ErrorBody errorBody;
    private final Clock clock;

    ErrorMapper(ErrorBody errorBody, Clock clock) {
        this.errorBody = errorBody;
        this.clock = clock;
    }

    /** @param censor takes out of CertCentral's words what must not be kept */
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
            // A proxy's page: taken for CertCentral's word it would say that an order, or an organisation, is not
            // there.
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
     * As {@link #ofStatus}, for the call that must not be repeated: a 4xx of whatever stands in between may hide that
     * the order was taken.
     */
    CertCentralException ofOrderStatus(
            String call, int status, HttpHeaders headers, byte[] body, UnaryOperator<String> censor) {
        CertCentralException outcome = ofStatus(call, status, headers, body, censor);
        boolean notTaken = switch (status) {
            case 401, 429 -> true;
            // The same order is being dealt with, or was sent a second time on the way.
            case 409, 425 -> false;
            default -> outcome.errors().stream().anyMatch(error -> !error.code().isBlank());
        };
        return outcome.mayHaveBeenProcessed() || notTaken
                ? outcome
                : UnknownOutcomeException.answered(
                        call, "the answer was status " + status + ", which does not tell that nothing was ordered");
    }

    /** Whether the answer to a call that gives nothing back says that it is done. */
    boolean isDone(HttpHeaders headers, byte[] body) {
        return errorBody.tellsOfNone(body, headers);
    }

    CertCentralException ofTransport(String call, Throwable failure) {
        if (failure instanceof TooLateException) {
            return HeldBackException.late(call);
        }
        if (isBeforeSending(failure)) {
            return UnavailableException.notReached(call, failure);
        }
        return new UnknownOutcomeException(call, reason(failure), failure);
    }

    /** Jackson quotes the answer in its exception, so that one is not kept as a cause. */
    CertCentralException unreadable(String call) {
        return UnknownOutcomeException.answered(call, "the answer could not be read");
    }

    /** A page of whatever stands in between: CertCentral's own answer did not come. */
    CertCentralException webPage(String call) {
        return new UnknownOutcomeException(call, "a web page came in place of its answer");
    }

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

    /** A handshake that fails precedes the request, or makes the server drop it unread (TLS 1.3, late alert). */
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

    /** RFC 9110, 10.2.3: seconds or a date. */
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
