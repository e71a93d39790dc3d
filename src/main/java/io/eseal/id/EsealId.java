package io.eseal.id;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Id of a request for a seal: {@code ES-} and eight characters of Crockford's base 32. It is the business key of the
 * request's process, and the reference that CertCentral keeps with its order.
 *
 * @param value the id as text
 */
public record EsealId(@JsonValue String value) {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("ES-[" + ALPHABET + "]{8}");
    private static final SecureRandom RANDOM = new SecureRandom();

    /**
     * Checks the form of the id.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    public EsealId {
        if (!FORM.matcher(value).matches()) {
            throw new IllegalArgumentException("Not the id of a request: " + value);
        }
    }

    /** Returns a new random id of 40 bits. */
    public static EsealId next() {
        StringBuilder id = new StringBuilder("ES-");
        RANDOM.ints(8, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return new EsealId(id.toString());
    }

    /**
     * Returns the id in this text.
     *
     * @throws IllegalArgumentException when the text has another form
     */
    @JsonCreator
    public static EsealId of(String value) {
        return new EsealId(value);
    }

    /** Reads an id from untrusted input; empty when the text is null or has another form. */
    public static Optional<EsealId> read(String text) {
        return Optional.ofNullable(text)
                .filter(given -> FORM.matcher(given).matches())
                .map(EsealId::new);
    }

    @Override
    public String toString() {
        return value;
    }
}
