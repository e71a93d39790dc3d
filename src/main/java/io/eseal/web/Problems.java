package io.eseal.web;

import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Errors of the REST interface as RFC 9457 problem details. */
public final class Problems {

    private Problems() {}

    /** @param detail a sentence for the client; never holds what must not be shown */
    public static ErrorResponseException of(HttpStatus status, String detail, Map<String, Object> properties) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        properties.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }

    public static ErrorResponseException notFound(String esealId) {
        return of(HttpStatus.NOT_FOUND, "There is no request " + esealId + ", or it is not yours to see.", Map.of());
    }

    public static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail, Map.of());
    }

    public static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, detail, Map.of());
    }
}
