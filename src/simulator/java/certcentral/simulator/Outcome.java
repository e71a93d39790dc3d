package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the next calls of an operation meet instead of the plain answer.
 *
 * @param operation an {@link Operation} in lower case, or {@code any}
 * @param outcome a {@link Kind} in lower case
 * @param times for how many calls, 1 when absent
 * @param status HTTP status, where the kind leaves a choice
 * @param code error code, likewise
 * @param message error message, likewise
 * @param retryAfter value of the {@code Retry-After} header, none when absent
 * @param delayMs milliseconds before the answer
 * @param executed whether the call takes effect before it is answered so
 */
@VendorJson
record Outcome(
        String operation,
        Kind outcome,
        Integer times,
        Integer status,
        String code,
        String message,
        String retryAfter,
        Long delayMs,
        boolean executed) {

    static final String ANY = "any";

    Outcome {
        if (!ANY.equals(operation)
                && Arrays.stream(Operation.values())
                        .noneMatch(it -> it.wireName().equals(operation))) {
            throw new IllegalArgumentException("No such operation: " + operation);
        }
    }

    enum Kind {
        REFUSE,
        PAYMENT_REFUSED,
        TOO_MANY,
        UNAVAILABLE,
        NOT_AUTHORIZED,
        HTML,
        LOST_ANSWER,
        WRONG_KEY,
        NO_PEM,
        MISSING_ROUTE,
        DELAY;

        @JsonCreator
        static Kind of(String name) {
            return valueOf(name.toUpperCase(Locale.ROOT));
        }
    }

    boolean fits(Operation call) {
        return operation.equals(ANY) || operation.equals(call.wireName());
    }

    Outcome once() {
        return new Outcome(operation, outcome, 1, status, code, message, retryAfter, delayMs, executed);
    }

    int httpStatus() {
        return Optional.ofNullable(status)
                .orElse(
                        switch (outcome) {
                            case TOO_MANY -> 429;
                            case UNAVAILABLE -> 503;
                            case NOT_AUTHORIZED, HTML -> 403;
                            case MISSING_ROUTE -> 404;
                            default -> 400;
                        });
    }

    ErrorBody body() {
        ApiError usual = switch (outcome) {
            case TOO_MANY -> ErrorCodes.TOO_MANY;
            case UNAVAILABLE -> ErrorCodes.UNAVAILABLE;
            case NOT_AUTHORIZED -> ErrorCodes.MISSING_PERMISSION;
            case MISSING_ROUTE -> ErrorCodes.NO_ROUTE;
            case PAYMENT_REFUSED -> ErrorCodes.DECLINED;
            default -> ErrorCodes.REFUSED;
        };
        return new ErrorBody(List.of(new ApiError(
                Optional.ofNullable(code).orElse(usual.code()),
                Optional.ofNullable(message).orElse(usual.message()))));
    }
}
