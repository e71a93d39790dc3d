package io.eseal.certcentral;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.util.JsonRecyclerPools;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.eseal.id.OrderId;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Creates the reader of JSON as CertCentral writes it: ids as numbers or texts, lists as single objects, flags as
 * {@code "1"}, dates in several forms, new fields without notice (docs.digicert.com change log). A component of a
 * primitive type is a required field, and every number except an amount is an id. JSON that can be read in two ways is
 * refused: a repeated name, or a second document after the first.
 */
final class WireMapper {

    // The answers of CertCentral nest to five levels.
    private static final int DEEPEST = 32;

    private WireMapper() {}

    static JsonMapper create() {
        // A pooled buffer would hold the card of an order until another call overwrites it.
        return JsonMapper.builder(JsonFactory.builder()
                        .recyclerPool(JsonRecyclerPools.nonRecyclingPool())
                        .streamReadConstraints(StreamReadConstraints.builder()
                                .maxNestingDepth(DEEPEST)
                                .build())
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build())
                .addModule(new Jdk8Module())
                .addModule(new SimpleModule()
                        .addDeserializer(String.class, new TextReader())
                        .addDeserializer(long.class, NumberReader.requiredId())
                        .addDeserializer(Long.class, NumberReader.id())
                        .addDeserializer(OrderId.class, new NumberReader.OfOrder())
                        .addDeserializer(BigDecimal.class, new AmountReader())
                        .addDeserializer(Instant.class, new InstantReader())
                        .addDeserializer(LocalDate.class, new LocalDateReader())
                        .addDeserializer(Boolean.class, new FlagReader(null))
                        .addDeserializer(boolean.class, new FlagReader(false)))
                .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
                .serializationInclusion(JsonInclude.Include.NON_NULL)
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .enable(DeserializationFeature.ACCEPT_SINGLE_VALUE_AS_ARRAY)
                // CertCentral may write an empty object as an empty list.
                .enable(DeserializationFeature.ACCEPT_EMPTY_ARRAY_AS_NULL_OBJECT)
                .build();
    }

    /**
     * Reads amounts, which come as texts. An amount of another form reads as absent: 1E999999999 would need a gigabyte
     * when written out.
     */
    private static final class AmountReader extends JsonDeserializer<BigDecimal> {
        @Override
        public @Nullable BigDecimal deserialize(JsonParser json, DeserializationContext context) throws IOException {
            String text = scalar(json);
            return text.matches("-?[0-9]{1,15}([.][0-9]{1,6})?") ? new BigDecimal(text) : null;
        }
    }

    private static final class InstantReader extends JsonDeserializer<Instant> {
        @Override
        public @Nullable Instant deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return LenientDates.instant(scalar(json)).orElse(null);
        }
    }

    private static final class LocalDateReader extends JsonDeserializer<LocalDate> {
        @Override
        public @Nullable LocalDate deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return LenientDates.localDate(scalar(json)).orElse(null);
        }
    }

    private static final class FlagReader extends JsonDeserializer<Boolean> {

        private final @Nullable Boolean absent;

        private FlagReader(@Nullable Boolean absent) {
            this.absent = absent;
        }

        @Override
        public @Nullable Boolean deserialize(JsonParser json, DeserializationContext context) throws IOException {
            return switch (scalar(json).toLowerCase(Locale.ROOT)) {
                case "1", "true", "yes" -> true;
                case "0", "false", "no" -> false;
                default -> absent;
            };
        }

        @Override
        public @Nullable Boolean getNullValue(DeserializationContext context) {
            return absent;
        }
    }

    private static String scalar(JsonParser json) throws IOException {
        if (json.currentToken().isScalarValue()) {
            return json.getText().strip();
        }
        json.skipChildren();
        return "";
    }
}
