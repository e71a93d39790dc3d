package io.eseal.certcentral;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Signals a call to CertCentral that failed. The message names the call, the status and the error codes; it never holds
 * the API key, a request body or an answer.
 */
public abstract sealed class CertCentralException extends RuntimeException
        permits RefusedException,
                NotAuthorizedException,
                TooManyRequestsException,
                UnavailableException,
                UnknownOutcomeException,
                NotOfferedException,
                HeldBackException {

    private final String call;
    private final OptionalInt status;
    private final List<ApiError> errors;

    /** Makes an exception for a complete answer. */
    CertCentralException(String sentence, String call, int status, List<ApiError> errors) {
        super(sentence + ": status " + status + codes(errors) + ".");
        this.call = call;
        this.status = OptionalInt.of(status);
        this.errors = List.copyOf(errors);
    }

    /** Makes an exception for a call without a complete answer, or with one that does not count. */
    CertCentralException(String sentence, String call, Optional<? extends Throwable> cause) {
        super(sentence + ".");
        this.call = call;
        this.status = OptionalInt.empty();
        this.errors = List.of();
        cause.ifPresent(this::initCause);
    }

    /** Returns one sentence with the call, the status and the error codes. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /**
     * Returns whether CertCentral may have done what was asked. If true, look up the result before repeating the call.
     */
    public abstract boolean mayHaveBeenProcessed();

    /** Returns how long to wait before the call is repeated; never negative; empty if unknown. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Returns method and path template of the call, such as {@code PUT /order/certificate/{orderId}/status}. */
    public String call() {
        return call;
    }

    /** Returns the HTTP status of the answer; empty if there was no complete answer. */
    public OptionalInt status() {
        return status;
    }

    /** Returns every error of the answer, in its order; empty if none could be read. */
    public List<ApiError> errors() {
        return errors;
    }

    /** Returns whether any error has exactly this code. */
    public boolean hasCode(String code) {
        return errors.stream().anyMatch(error -> error.code().equals(code));
    }

    private static String codes(List<ApiError> errors) {
        String codes = errors.stream()
                .map(ApiError::code)
                .filter(code -> !code.isEmpty())
                .collect(Collectors.joining(", "));
        return codes.isEmpty() ? "" : ", codes [" + codes + "]";
    }
}
