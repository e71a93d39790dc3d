package io.eseal.carddata;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.screening.CardNumbers;
import io.eseal.screening.PrivateKeys;
import io.eseal.validation.Finding;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.http.ProblemDetail;

/** Answers calls whose content is refused. Neither the answer nor the log quotes anything of the call. */
final class CardRefusal {

    private static final Logger log = LoggerFactory.getLogger(CardRefusal.class);

    private final ObjectMapper json;

    CardRefusal(ObjectMapper json) {
        this.json = json;
    }

    /** Answers 400 to a call that holds a card number. */
    void card(HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.warn("A {} was refused: it held what looks like a card number where none belongs", request.getMethod());
        answer(response, HttpStatus.BAD_REQUEST, CardNumbers.WHERE_THEY_GO);
    }

    /** Answers 400 to a call that holds a private key. */
    void key(HttpServletRequest request, HttpServletResponse response) throws IOException {
        log.warn("A {} was refused: it held what looks like a private key", request.getMethod());
        answer(response, HttpStatus.BAD_REQUEST, PrivateKeys.WHAT_NOW);
    }

    /**
     * Answers 400 to a call whose body cannot be read.
     *
     * @param sentence the reason for people; never quotes the body
     */
    void unreadable(HttpServletResponse response, String sentence) throws IOException {
        ProblemDetail problem = ProblemDetail.forStatusAndDetail(HttpStatus.BAD_REQUEST, sentence);
        problem.setProperty("findings", List.of(new Finding("$", "body", sentence)));
        write(response, problem, sentence);
    }

    void answer(HttpServletResponse response, HttpStatus status, String sentence) throws IOException {
        write(response, ProblemDetail.forStatusAndDetail(status, sentence), sentence);
    }

    private void write(HttpServletResponse response, ProblemDetail problem, String sentence) throws IOException {
        // Tasklist and Cockpit show the property of this name.
        problem.setProperty("message", sentence);
        response.setStatus(problem.getStatus());
        response.setContentType(MediaType.APPLICATION_PROBLEM_JSON_VALUE);
        json.writeValue(response.getOutputStream(), problem);
    }
}
