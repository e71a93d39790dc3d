package certcentral.simulator;

import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/** First in line, so that the application's problem details never replace the vendor's error shape. */
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
