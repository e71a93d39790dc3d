package io.eseal.certcentral;

import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * A call that did not end well. Its text names the call, the status and the error codes; it never holds the key, a
 * request or an answer.
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

    /** A whole answer came. */
    CertCentralException(String sentence, String call, int status, List<ApiError> errors) {
        super(sentence + ": status " + status + codes(errors) + ".");
        this.call = call;
        this.status = OptionalInt.of(status);
        this.errors = List.copyOf(errors);
    }

    /** No whole answer came, or none that counts. */
    CertCentralException(String sentence, String call, Optional<? extends Throwable> cause) {
        super(sentence + ".");
        this.call = call;
        this.status = OptionalInt.empty();
        this.errors = List.of();
        cause.ifPresent(this::initCause);
    }

    /** The call, the status and the error codes in one sentence. */
    @Override
    public String getMessage() {
        return Objects.requireNonNull(super.getMessage());
    }

    /** Whether CertCentral may have done what was asked. If true, look before asking again. */
    public abstract boolean mayHaveBeenProcessed();

    /** How long to wait before the call is made again; never negative; empty if nobody said. */
    public Optional<Duration> retryAfter() {
        return Optional.empty();
    }

    /** Method and path template of the call, such as {@code PUT /order/certificate/{orderId}/status}. */
    public String call() {
        return call;
    }

    /** HTTP status of the answer; empty if there was no complete answer. */
    public OptionalInt status() {
        return status;
    }

    /** Every error of the answer, in its order; empty if the answer had none that could be read. */
    public List<ApiError> errors() {
        return errors;
    }

    /** Whether any error has exactly this code. */
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
