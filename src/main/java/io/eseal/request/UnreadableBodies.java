package io.eseal.request;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import io.eseal.validation.Finding;
import io.eseal.web.Problems;
import java.util.List;
import java.util.Map;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpStatus;
import org.springframework.http.ProblemDetail;
import org.springframework.http.converter.HttpMessageNotReadableException;
import org.springframework.web.ErrorResponseException;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers bodies that cannot be parsed with 400 and the place of the error. The answer never quotes the body, because
 * it may hold a card number.
 */
@RestControllerAdvice
@Order(-1) // Before Spring's own handler, which tells only that reading failed.
public class UnreadableBodies {

    /**
     * Returns the 400 for a body that a controller parses itself, so that Spring does not write the body to its debug
     * log.
     */
    public static ErrorResponseException refusal(JsonProcessingException broken) {
        Finding finding = finding(sentence(broken));
        return Problems.of(HttpStatus.BAD_REQUEST, finding.message(), Map.of("findings", List.of(finding)));
    }

    @ExceptionHandler
    ProblemDetail unreadable(HttpMessageNotReadableException e) {
        Finding finding = finding(sentence(e));
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, finding.message());
        problem.setProperty("findings", List.of(finding));
        return problem;
    }

    private static String sentence(HttpMessageNotReadableException e) {
        if (e.getMostSpecificCause() instanceof JsonProcessingException broken) {
            return sentence(broken);
        }
        return "The body is missing: send a JSON object.";
    }

    private static String sentence(JsonProcessingException broken) {
        JsonLocation place = broken.getLocation();
        return "The body is not valid JSON"
                + (place == null ? "." : ": see line " + place.getLineNr() + ", column " + place.getColumnNr() + ".");
    }

    private static Finding finding(String sentence) {
        return new Finding("$", "json", sentence);
    }
}
