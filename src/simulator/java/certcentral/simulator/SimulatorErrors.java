package certcentral.simulator;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** Answers {@link ApiException} with the vendor's error body; comes first, before any other handler of errors. */
@Order(Ordered.HIGHEST_PRECEDENCE)
@RestControllerAdvice(basePackageClasses = SimulatorErrors.class)
class SimulatorErrors {

    @ExceptionHandler
    ResponseEntity<ErrorBody> refuse(ApiException refusal) {
        return ResponseEntity.status(refusal.status())
                .contentType(MediaType.APPLICATION_JSON)
                .body(new ErrorBody(refusal.errors()));
    }
}
