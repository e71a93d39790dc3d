package io.eseal.certcentral;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonMappingException;
import io.eseal.id.OrderId;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads whole numbers, which CertCentral writes as numbers or as texts. Any value that is no whole number from 0 to
 * 2^53 - 1 makes the answer unreadable: rounded or cut, an id would be that of another order. The upper end is that of
 * RFC 8259, clause 6: readers of JSON disagree about larger numbers.
 */
final class NumberReader extends JsonDeserializer<Long> {

    private static final long LARGEST = (1L << 53) - 1;
    private static final Pattern DIGITS = Pattern.compile("[0-9]{1,16}");

    /** Meaning of zero for the field. */
    private enum Zero {
        /** Zero is a number like any other. */
        COUNTS,
        /** Zero stands for "none", as in {@code renewed_order_id}. */
        IS_NONE,
        /** A number is required, and zero makes the answer unreadable. */
        IS_UNREADABLE
    }

    private final Zero zero;

    private NumberReader(Zero zero) {
        this.zero = zero;
    }

    /** Returns a reader of ids that an answer must have. */
    static NumberReader requiredId() {
        return new NumberReader(Zero.IS_UNREADABLE);
    }

    /** Returns a reader of ids that may be missing; 0 and an empty text stand for "none". */
    static NumberReader id() {
        return new NumberReader(Zero.IS_NONE);
    }

    /** Reads a count, for which 0 is a number. */
    static final class Count extends JsonDeserializer<Long> {

        private final NumberReader numbers = new NumberReader(Zero.COUNTS);

        @Override
        public @Nullable Long deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return numbers.deserialize(json, context);
        }
    }

    /** Reads an order's number like {@link #id()}. */
    static final class OfOrder extends JsonDeserializer<OrderId> {

        private final NumberReader numbers = id();

        @Override
        public @Nullable OrderId deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return OrderId.ofNullable(numbers.deserialize(json, context)).orElse(null);
        }
    }

    /**
     * Reads an id like {@link #id()} for lists of hints: an unreadable number reads as "none", and the other entries of
     * the list still count.
     */
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
        // CertCentral may write an empty object as an empty list.
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
