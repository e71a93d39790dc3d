package io.eseal.web;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.apache.catalina.connector.ClientAbortException;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.dao.ConcurrencyFailureException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.ResponseEntity;
import org.springframework.security.access.AccessDeniedException;
import org.springframework.security.web.firewall.RequestRejectedException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers exceptions that no controller handles as problem details: with the reason where the caller may know it,
 * otherwise with the bare fact.
 */
@RestControllerAdvice
@Order(Ordered.LOWEST_PRECEDENCE)
public class UnexpectedErrors {

    private static final Logger log = LoggerFactory.getLogger(UnexpectedErrors.class);
    public static final String CHANGED_MEANWHILE =
            "Somebody else changed the request at the same moment; look at it and try again.";
    static final String FAILED = "The service failed; its log says why. Try again later.";
    public static final String SUSPENDED =
            "The request is suspended: nothing was done. Ask operators to activate it, then try again.";

    @ExceptionHandler
    ProblemDetail forbidden(AuthorizationException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.FORBIDDEN, "Your groups do not permit this call.");
    }

    /**
     * Passes the exception on to the security filters, which tell a caller who is not signed in (401) from one who may
     * not call (403).
     */
    @ExceptionHandler
    ProblemDetail leave(AccessDeniedException e) {
        throw e;
    }

    /** Answers 400 without the exception's message, which repeats the refused value: it may be a card number. */
    @ExceptionHandler
    ProblemDetail rejected(RequestRejectedException e) {
        return ProblemDetail.forStatusAndDetail(
                HttpStatus.BAD_REQUEST, "A header or parameter holds characters that are not permitted there.");
    }

    @ExceptionHandler({OptimisticLockingException.class, ConcurrencyFailureException.class})
    ProblemDetail conflict(RuntimeException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, CHANGED_MEANWHILE);
    }

    @ExceptionHandler
    ProblemDetail suspended(SuspendedEntityInteractionException e) {
        return ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, SUSPENDED);
    }

    /**
     * Handles a caller who closed the connection, or whose connection ended because the caller read too slowly; logs at
     * debug level, since the service has no fault.
     *
     * @param unread makes Spring regard the answer as complete, so that it writes no other one
     */
    @ExceptionHandler
    void gone(ClientAbortException e, HttpServletRequest request, HttpServletResponse unread) {
        log.debug("{} {}: nobody reads the answer any more", request.getMethod(), request.getRequestURI());
    }

    @ExceptionHandler
    ResponseEntity<ProblemDetail> fault(Exception e, HttpServletRequest request) {
        if (DatabaseAway.caused(e)) {
            log.warn("{} {}: {}", request.getMethod(), request.getRequestURI(), e.getMessage());
            return ResponseEntity.status(HttpStatus.SERVICE_UNAVAILABLE)
                    .header(HttpHeaders.RETRY_AFTER, DatabaseAway.RETRY_AFTER)
                    .body(ProblemDetail.forStatusAndDetail(HttpStatus.SERVICE_UNAVAILABLE, DatabaseAway.SENTENCE));
        }
        return ResponseEntity.of(EngineRestExceptionMappers.refusal(e)
                        .or(() -> EngineRestExceptionMappers.isOver(e))
                        .map(sentence -> ProblemDetail.forStatusAndDetail(HttpStatus.CONFLICT, sentence))
                        .orElseGet(() -> {
                            log.error("{} {} failed", request.getMethod(), request.getRequestURI(), e);
                            return ProblemDetail.forStatusAndDetail(HttpStatus.INTERNAL_SERVER_ERROR, FAILED);
                        }))
                .build();
    }
}
