package io.eseal.security;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares user ids as persons: {@code alice}, {@code Alice} and {@code ALICE} are one person. Separation of duties,
 * barring, locks and ownership use the normal form; storage and pages keep the id as it was given.
 */
public final class UserIds {

    /**
     * Invisible characters: controls, format and direction characters, fillers, variation selectors (Unicode's default
     * ignorables).
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2028\\u2029"
                    + "\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private UserIds() {}

    /**
     * Returns the normal form: Unicode NFKC with case folded, without invisible characters and without blanks at its
     * edges.
     */
    public static String normal(String id) {
        String plain = Normalizer.normalize(INVISIBLE.matcher(id).replaceAll(""), Normalizer.Form.NFKC);
        // Through upper case, since some letters have one capital and two small forms, or the reverse.
        String folded = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return INVISIBLE
                .matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll("")
                .strip();
    }

    /** Tells whether both ids belong to one person. */
    public static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    /** Tells whether one of the ids belongs to the person. */
    public static boolean contains(Collection<String> ids, String person) {
        String wanted = normal(person);
        return ids.stream().anyMatch(id -> normal(id).equals(wanted));
    }

    /** Returns the persons that the ids belong to, each once, in the form of {@link #normal}. */
    public static Set<String> persons(Collection<String> ids) {
        return ids.stream().map(UserIds::normal).collect(Collectors.toUnmodifiableSet());
    }

    /** Tells whether the id holds invisible characters or characters that turn the direction of writing. */
    public static boolean hasInvisible(String id) {
        return INVISIBLE.matcher(id).find();
    }
}
