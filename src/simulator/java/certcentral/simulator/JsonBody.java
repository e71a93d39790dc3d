package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import org.springframework.http.HttpEntity;
import org.springframework.http.MediaType;
import org.springframework.stereotype.Component;

/**
 * Reads a body as the vendor would: a JSON object sent as JSON, else {@code bad_request_format} without its content.
 */
@Component
class JsonBody {

    private final ObjectMapper mapper = new ObjectMapper();

    JsonNode read(HttpEntity<byte[]> entity) {
        try {
            MediaType type = entity.getHeaders().getContentType();
            JsonNode body = entity.getBody() == null ? null : mapper.readTree(entity.getBody());
            if (type != null && type.isCompatibleWith(MediaType.APPLICATION_JSON) && body != null && body.isObject()) {
                return body;
            }
        } catch (IOException unreadable) {
            // Falls through to the same answer: the parser's message may quote a card number.
        }
        throw ErrorCodes.badRequest(ErrorCodes.BAD_FORMAT);
    }
}
