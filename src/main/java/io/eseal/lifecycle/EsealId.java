package io.eseal.lifecycle;

import java.security.SecureRandom;
import java.util.regex.Pattern;

/**
 * Ids of requests: {@code ES-} and eight characters of Crockford's base 32. They are the business keys of the process.
 */
public final class EsealId {

    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
    private static final Pattern FORM = Pattern.compile("ES-[" + ALPHABET + "]{8}");
    private static final SecureRandom RANDOM = new SecureRandom();

    private EsealId() {}

    public static String next() {
        StringBuilder id = new StringBuilder("ES-");
        RANDOM.ints(8, 0, ALPHABET.length()).forEach(i -> id.append(ALPHABET.charAt(i)));
        return id.toString();
    }

    public static boolean isOne(String text) {
        return text != null && FORM.matcher(text).matches();
    }
}
