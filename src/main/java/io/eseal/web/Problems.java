package io.eseal.web;

import java.util.List;
import java.util.Map;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.web.ErrorResponseException;

/** Makes the errors of the REST interface: RFC 9457 problem details. */
public final class Problems {

    private Problems() {}

    /**
     * Makes an error with the given status.
     *
     * @param detail a sentence for the client, without anything that the client must not see
     * @param properties further members of the problem
     */
    public static ErrorResponseException of(HttpStatus status, String detail, Map<String, Object> properties) {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, detail);
        properties.forEach(problem::setProperty);
        return new ErrorResponseException(status, problem, null);
    }

    /**
     * Makes a 404 for a request that does not exist or that the caller may not see: the answer does not tell which.
     *
     * @param esealId the id of the request
     */
    public static ErrorResponseException notFound(String esealId) {
        return of(HttpStatus.NOT_FOUND, "There is no request " + esealId + ", or it is not yours to see.", Map.of());
    }

    /**
     * Makes a 422 that names everything that is wrong with a request.
     *
     * @param findings at least one, each with its place, rule and message
     */
    public static ErrorResponseException wrong(List<?> findings) {
        return of(
                HttpStatus.UNPROCESSABLE_ENTITY,
                findings.size() == 1
                        ? "1 thing is wrong with the request."
                        : findings.size() + " things are wrong with the request.",
                Map.of("findings", findings));
    }

    /** Makes a 403 with a sentence for the client. */
    public static ErrorResponseException forbidden(String detail) {
        return of(HttpStatus.FORBIDDEN, detail, Map.of());
    }

    /** Makes a 409 with a sentence for the client. */
    public static ErrorResponseException conflict(String detail) {
        return of(HttpStatus.CONFLICT, detail, Map.of());
    }
}
