package io.eseal.certcentral;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanProperty;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.deser.ContextualDeserializer;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Reads every text of an answer, also one written as number or flag, and cuts it to its {@link Longest}. No other class
 * limits texts.
 */
final class TextReader extends JsonDeserializer<String> implements ContextualDeserializer {

    private final int longest;

    TextReader() {
        this(Longest.NAME);
    }

    private TextReader(int longest) {
        this.longest = longest;
    }

    @Override
    public JsonDeserializer<?> createContextual(DeserializationContext context, @Nullable BeanProperty property) {
        Longest limit = property == null ? null : property.getAnnotation(Longest.class);
        return limit == null ? this : new TextReader(limit.value());
    }

    @Override
    public @Nullable String deserialize(JsonParser json, DeserializationContext context) throws IOException {
        if (json.currentToken().isScalarValue()) {
            return Texts.limited(json.getText(), longest);
        }
        // CertCentral may write an empty object as an empty list.
        if (json.currentToken() == JsonToken.START_ARRAY && json.nextToken() == JsonToken.END_ARRAY) {
            return null;
        }
        return (String) context.handleUnexpectedToken(String.class, json);
    }
}
