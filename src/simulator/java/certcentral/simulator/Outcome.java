package certcentral.simulator;

import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Outcome that the next calls of an operation get in place of the normal answer.
 *
 * @param operation an {@link Operation} in lower case, or {@code any}
 * @param outcome a {@link Kind} in lower case
 * @param times number of calls; 1 if absent
 * @param status HTTP status, if the kind allows a choice
 * @param code error code, if the kind allows a choice
 * @param message error message, if the kind allows a choice
 * @param retryAfter value of the {@code Retry-After} header; no header if absent
 * @param delayMs milliseconds before the answer; 0 if absent
 * @param executed whether the call takes effect before this answer
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

    /** Kind of outcome. */
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

    /** Returns whether the outcome is meant for this operation. */
    boolean fits(Operation call) {
        return operation.equals(ANY) || operation.equals(call.wireName());
    }

    /** Returns the same outcome for a single call. */
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
