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

/** Says what keeps a body from being read, and where; never what stands there, for it may be a card number. */
@RestControllerAdvice
@Order(-1) // Before Spring's own, which says no more than that reading failed.
public class UnreadableBodies {

    /**
     * The answer to a body that a controller reads itself, because Spring would tell its debug log what it read: 400.
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
