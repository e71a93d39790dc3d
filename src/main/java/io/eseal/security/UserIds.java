package io.eseal.security;

import java.text.Normalizer;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Compares user ids as persons: {@code alice}, {@code Alice} and {@code ALICE} are one. Duties, bars, locks and
 * ownership are decided by this form; what is stored and shown is the id as it was given.
 */
public final class UserIds {

    /**
     * Characters that no reader sees: controls, format and direction characters, fillers, variation selectors (default
     * ignorables).
     */
    private static final Pattern INVISIBLE =
            Pattern.compile("[\\p{Cc}\\p{Cf}\\u034F\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u2028\\u2029"
                    + "\\u2800\\u3164\\uFE00-\\uFE0F\\uFFA0\\x{E0000}-\\x{E0FFF}]");

    private UserIds() {}

    /** The id without invisible characters and blanks at its edges, in Unicode's NFKC and with case folded. */
    public static String normal(String id) {
        String plain = Normalizer.normalize(INVISIBLE.matcher(id).replaceAll(""), Normalizer.Form.NFKC);
        // By way of upper case: some letters have one capital and two small forms, or the other way round.
        String folded = plain.toLowerCase(Locale.ROOT).toUpperCase(Locale.ROOT).toLowerCase(Locale.ROOT);
        return INVISIBLE
                .matcher(Normalizer.normalize(folded, Normalizer.Form.NFKC))
                .replaceAll("")
                .strip();
    }

    /** Whether both ids are those of one person. */
    public static boolean same(String one, String other) {
        return normal(one).equals(normal(other));
    }

    /** Whether the person is among those whose ids are given. */
    public static boolean contains(Collection<String> ids, String person) {
        String wanted = normal(person);
        return ids.stream().anyMatch(id -> normal(id).equals(wanted));
    }

    /** The persons behind the ids, each once, in the form that {@link #normal} gives. */
    public static Set<String> persons(Collection<String> ids) {
        return ids.stream().map(UserIds::normal).collect(Collectors.toUnmodifiableSet());
    }

    /** Whether the id holds characters that no reader sees, or turns the direction of what is read. */
    public static boolean hasInvisible(String id) {
        return INVISIBLE.matcher(id).find();
    }
}
