package io.eseal.certcentral;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole numbers, which CertCentral writes as numbers or as texts. Anything that is no whole number from 0 to 2^53
 * - 1 makes the answer unreadable: cut to a whole number, or taken for another one, it would be somebody else's order.
 * The upper end is that of RFC 8259, clause 6: beyond it readers of JSON disagree about which number is meant.
 */
final class NumberReader extends JsonDeserializer<Long> {

    private static final long LARGEST = (1L << 53) - 1;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");

    private enum Zero {
        /** Zero is a number like others. */
        COUNTS,
        /** Zero stands for "none", as {@code renewed_order_id} has it. */
        IS_NONE,
        /** There has to be a number, and zero is none. */
        IS_UNREADABLE
    }

    private final Zero zero;

    private NumberReader(Zero zero) {
        this.zero = zero;
    }

    /** An id that the answer must have. */
    static NumberReader requiredId() {
        return new NumberReader(Zero.IS_UNREADABLE);
    }

    /** An id that may be missing; 0 and an empty text stand for "none". */
    static NumberReader id() {
        return new NumberReader(Zero.IS_NONE);
    }

    /** How many there are of something. */
    static final class Count extends JsonDeserializer<Long> {

        private final NumberReader numbers = new NumberReader(Zero.COUNTS);

        @Override
        public @Nullable Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return numbers.deserialize(json, context);
        }
    }

    /** As {@link #id()}, for a list of hints: an entry whose number cannot be read has none, and the others count. */
    static final class Hint extends JsonDeserializer<Long> {
        @Override
        public @Nullable Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
            if (!json.currentToken().isScalarValue()) {
                json.skipChildren();
                return null;
            }
            Long number = json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT
                    ? null
                    : number(json.getText().strip());
            return number == null || number == 0 ? null : number;
        }
    }

    @Override
    public @Nullable Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
        String text = text(json);
        if (text.isEmpty()) {
            return getNullValue(context);
        }
        Long number = json.currentToken() == JsonToken.VALUE_NUMBER_FLOAT ? null : number(text);
        if (number == null || number == 0 && zero == Zero.IS_UNREADABLE) {
            throw unreadable(context);
        }
        return number == 0 && zero == Zero.IS_NONE ? null : number;
    }

    @Override
    public @Nullable Long getNullValue(DeserializationContext context) throws JsonMappingException {
        if (zero == Zero.IS_UNREADABLE) {
            throw unreadable(context);
        }
        return null;
    }

    private static String text(JsonParser json) throws IOException {
        if (json.currentToken().isScalarValue()) {
            return json.getText().strip();
        }
        // An empty object may come as an empty list.
        boolean none = json.currentToken() == JsonToken.START_ARRAY && json.nextToken() == JsonToken.END_ARRAY;
        return none ? "" : "no number";
    }

    private static @Nullable Long number(String text) {
        if (!DIGITS.matcher(text).matches()) {
            return null;
        }
        long number = Long.parseLong(text);
        return number > LARGEST ? null : Long.valueOf(number);
    }

    private static JsonMappingException unreadable(DeserializationContext context) {
        return JsonMappingException.from(context, "not a positive whole number");
    }
}
