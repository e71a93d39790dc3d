package io.eseal.carddata;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.request.CardNumbers;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

import java.io.IOException;

/** The answer to a call with a card number where none belongs; neither it nor the log repeats any of the call. */
final class CardRefusal {

    private static final Logger log = LoggerFactory.getLogger(CardRefusal.class);

    private final ObjectMapper json;

    CardRefusal(ObjectMapper json) {
        this.json = json;
    }

    void card(HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.warn("A {} was refused: it held what looks like a card number where none belongs", request.getMethod());
        answer(response, HttpStatus.BAD_REQUEST, CardNumbers.WHERE_THEY_GO);
    }

    void answer(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(status, sentence);
        // By this name Tasklist and Cockpit know what to show.
        problem.setProperty("message", sentence);
        response.setStatus(status.value());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
