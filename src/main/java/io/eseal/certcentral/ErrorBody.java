package io.eseal.certcentral;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.util.List;
import java.util.stream.StreamSupport;

/** Reads every error of an answer, whether {@code errors} is a list or an object; a page of HTML has none. */
final class ErrorBody {

    private final ObjectMapper mapper;

    ErrorBody(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    List<ApiError> read(byte[] body) {
        try {
            JsonNode root = mapper.readTree(body);
            return root == null ? List.of() : errors(root.path("errors"));
        } catch (IOException e) {
            return List.of();
        }
    }

    private static List<ApiError> errors(JsonNode errors) {
        if (errors.isMissingNode() || errors.isNull()) {
            return List.of();
        }
        if (errors.isTextual() || errors.has("code") || errors.has("message")) {
            return List.of(error(errors));
        }
        return StreamSupport.stream(errors.spliterator(), false).map(ErrorBody::error).toList();
    }

    private static ApiError error(JsonNode error) {
        return error.isTextual()
                ? new ApiError("", error.asText())
                : new ApiError(error.path("code").asText(""), error.path("message").asText(""));
    }
}
