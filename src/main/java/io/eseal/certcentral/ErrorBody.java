package io.eseal.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.Charset;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.StreamSupport;
import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;

/** Reads the errors of an answer, whether {@code errors} is a list or an object; an HTML page has none. */
final class ErrorBody {

    // The errors are joined into one sentence for people.
    private static final int MOST_ERRORS = 20;

    private final ObjectMapper mapper;

    ErrorBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /**
     * Returns at most twenty errors; none if the body is not JSON, is not in its declared encoding or can be read in
     * two ways.
     *
     * @param censor removes data that must not be stored from CertCentral's words, before these are cut to their length
     */
    List<ApiError> read(byte[] body, HttpHeaders headers, UnaryOperator<String> censor) {
        try {
            JsonNode root = mapper.readTree(AnswerText.of(body, charset(headers)));
            return root == null ? List.of() : errors(root.path("errors"), censor);
        } catch (IOException | InvalidMediaTypeException e) {
            return List.of();
        }
    }

    /** Returns whether the body of a 2xx answer is JSON without errors. */
    boolean tellsOfNone(byte[] body, HttpHeaders headers) {
        try {
            JsonNode root = mapper.readTree(AnswerText.of(body, charset(headers)));
            return root != null
                    && !root.isMissingNode()
                    && errors(root.path("errors"), UnaryOperator.identity()).isEmpty();
        } catch (IOException | InvalidMediaTypeException e) {
            return false;
        }
    }

    private static Optional<Charset> charset(HttpHeaders headers) {
        return Optional.ofNullable(headers.getContentType()).map(MediaType::getCharset);
    }

    private static List<ApiError> errors(JsonNode errors, UnaryOperator<String> censor) {
        if (errors.isMissingNode() || errors.isNull()) {
            return List.of();
        }
        if (errors.isTextual() || errors.has("code") || errors.has("message")) {
            return List.of(error(errors, censor));
        }
        return StreamSupport.stream(errors.spliterator(), false)
                .limit(MOST_ERRORS)
                .map(error -> error(error, censor))
                .toList();
    }

    private static ApiError error(JsonNode error, UnaryOperator<String> censor) {
        return error.isTextual()
                ? new ApiError("", censor.apply(error.asText()))
                : new ApiError(
                        censor.apply(error.path("code").asText("")),
                        censor.apply(error.path("message").asText("")));
    }
}
