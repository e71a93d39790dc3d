package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/** Reads a body as the vendor does: a JSON object with a JSON content type. */
@Component
class JsonBody {

    private final ObjectMapper mapper = new ObjectMapper();

    /**
     * Returns the JSON object.
     *
     * @throws ApiException with {@code bad_request_format} for any other body; the error does not quote it
     */
    JsonNode read(HttpEntity<byte[]> entity) {
        try {
            MediaType type = entity.getHeaders().getContentType();
            JsonNode body = entity.getBody() == null ? null : mapper.readTree(entity.getBody());
            if (type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON) && body != null && body.isObject()) {
                return body;
            }
        } catch (IOException unreadable) {
            // Same answer as below: the parser's message may quote a card number.
        }
        throw ErrorCodes.badRequest(ErrorCodes.BAD_FORMAT);
    }
}
