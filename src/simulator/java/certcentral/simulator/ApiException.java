package certcentral.simulator;

import java.util.List;

/** Ends a call with an HTTP status and the vendor's error body. */
final class ApiException extends RuntimeException {

    private final int status;
    private final transient List<ApiError> errors;

    ApiException(int status, List<ApiError> errors) {
        super(errors.toString(), null, false, false);
        this.status = status;
        this.errors = List.copyOf(errors);
    }

    ApiException(int status, ApiError error) {
        this(status, List.of(error));
    }

    int status() {
        return status;
    }

    List<ApiError> errors() {
        return errors;
    }
}
