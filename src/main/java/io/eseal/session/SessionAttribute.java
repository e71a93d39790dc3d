package io.eseal.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.Optional;
import java.util.function.Function;

/**
 * An attribute of sessions that is kept for later calls, and how it is written down. Each is read into one class that
 * is named here, never into one that the database names, so that nobody who writes into the database chooses what code
 * runs. Attributes that no bean of this type names last for one call.
 */
public final class SessionAttribute {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            // A newer version of the service beside this one may keep more.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private final String name;
    private final Function<Object, Optional<Object>> toKept;
    private final Class<?> kept;
    private final Function<Object, Object> fromKept;
    private final boolean mayBeLost;

    private SessionAttribute(
            String name,
            Function<Object, Optional<Object>> toKept,
            Class<?> kept,
            Function<Object, Object> fromKept,
            boolean mayBeLost) {
        this.name = name;
        this.toKept = toKept;
        this.kept = kept;
        this.fromKept = fromKept;
        this.mayBeLost = mayBeLost;
    }

    /** Makes an attribute whose value is a text, a number or a record of such values, and is kept as it is. */
    public static <T> SessionAttribute plain(String name, Class<T> type) {
        return of(name, type, Optional::of, type, Function.identity());
    }

    /**
     * Makes an attribute whose value is written down as another one.
     *
     * @param type of the values that are kept; one of another type lasts for one call
     * @param toKept returns what is written; empty for a value that lasts for one call
     * @param kept a record of texts, numbers, and lists and maps of them
     * @param fromKept returns the value again
     */
    public static <T, K> SessionAttribute of(
            String name, Class<T> type, Function<T, Optional<K>> toKept, Class<K> kept, Function<K, T> fromKept) {
        return new SessionAttribute(
                name,
                value -> type.isInstance(value) ? toKept.apply(type.cast(value)).map(it -> it) : Optional.empty(),
                kept,
                value -> fromKept.apply(kept.cast(value)),
                false);
    }

    /** Returns the same attribute, with changes that may be lost rather than fail a call. */
    public SessionAttribute thatMayBeLost() {
        return new SessionAttribute(name, toKept, kept, fromKept, true);
    }

    boolean mayBeLost() {
        return mayBeLost;
    }

    String name() {
        return name;
    }

    /** Returns what is written of the value; empty if it is not kept. */
    public Optional<String> write(Object value) {
        return toKept.apply(value).map(SessionAttribute::json);
    }

    /**
     * Returns the value that was written.
     *
     * @throws IllegalArgumentException if the text is not of that form
     */
    public Object read(String text) {
        try {
            return fromKept.apply(JSON.readValue(text, kept));
        } catch (JsonProcessingException | RuntimeException e) {
            throw new IllegalArgumentException("The attribute " + name + " is not of the form that is kept here.", e);
        }
    }

    private static String json(Object value) {
        try {
            return JSON.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }
}
