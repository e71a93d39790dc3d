package io.eseal.certificate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares names of people as a suspicious reader would: case, spaces, diacritics, punctuation, titles, the order of
 * the names, initials, further first names, and names and initials written together as in user ids make no other person
 * of one.
 */
final class PersonName {

    private static final Set<String> TITLES = Set.of(
            "dr",
            "prof",
            "professor",
            "doctor",
            "mr",
            "mrs",
            "ms",
            "mx",
            "herr",
            "frau",
            "dipl",
            "ing",
            "phd",
            "msc",
            "bsc",
            "mba",
            "llm",
            "monsieur",
            "madame",
            "mme",
            "mlle",
            "dhr",
            "mevr",
            "sig",
            "signor",
            "signora",
            "senor",
            "senora",
            "jr",
            "sr");
    // Letters that no decomposition takes apart, and those of other scripts that look the same.
    private static final String LOOKS = "ßøłđıæœþðаеорсухіјѕкмтвнԁԛԝαοενρτυικ";
    private static final List<String> LIKE = List.of(
            "ss", "o", "l", "d", "i", "a", "o", "th", "d", "a", "e", "o", "p", "c", "y", "x", "i", "j", "s", "k", "m",
            "t", "b", "h", "d", "q", "w", "a", "o", "e", "v", "p", "t", "u", "i", "k");

    private static final Set<String> NOBODY = Set.of(
            "i",
            "me",
            "myself",
            "self",
            "same",
            "as",
            "see",
            "above",
            "him",
            "himself",
            "her",
            "herself",
            "the",
            "recipient",
            "receiver",
            "person",
            "somebody",
            "someone",
            "nobody",
            "none",
            "not",
            "known",
            "unknown",
            "yet",
            "n",
            "a",
            "na",
            "tbd",
            "x",
            "xx",
            "xxx");
    /**
     * Names and initials of so many parts are put together to see whether they make a word: all orders of more would
     * take long.
     */
    private static final int MOST_PARTS = 6;

    private final List<String> parts;

    private PersonName(List<String> parts) {
        this.parts = parts;
    }

    static PersonName of(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .replaceAll("[\\p{M}\\p{Cf}'’]", "")
                .toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder();
        decomposed.codePoints().forEach(letter -> {
            int known = LOOKS.indexOf(letter);
            folded.append(known < 0 ? Character.toString(letter) : LIKE.get(known));
        });
        return new PersonName(Arrays.stream(umlautsFolded(folded.toString()).split("[^\\p{L}\\p{N}]+"))
                .filter(part -> !part.isEmpty() && !TITLES.contains(part))
                .toList());
    }

    /** As people write umlauts where they have none. */
    private static String umlautsFolded(String text) {
        return text.replaceAll("([aou])e", "$1");
    }

    /** Whether none of its words is a name, such as "the recipient" or "n/a". */
    boolean isNobody() {
        return NOBODY.containsAll(parts);
    }

    /** Whether it says nothing, or a title alone. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Whether both can be the name of one person; false where either is empty. */
    boolean canBe(PersonName other) {
        if (isEmpty() || other.isEmpty()) {
            return false;
        }
        List<String> few = parts.size() <= other.parts.size() ? parts : other.parts;
        List<String> many = few == parts ? other.parts : parts;
        return covers(few, many)
                || isPutTogether(String.join("", parts), other.parts)
                || isPutTogether(String.join("", other.parts), parts);
    }

    /** Whether each of the few is one of the many, an initial counting for what begins with it. */
    private static boolean covers(List<String> few, List<String> many) {
        List<String> rest = new ArrayList<>(many);
        List<String> without = few.stream().filter(part -> !rest.remove(part)).toList();
        return without.stream()
                .allMatch(part -> rest.stream()
                        .filter(other -> isInitial(part, other) || isInitial(other, part))
                        .findFirst()
                        .map(rest::remove)
                        .orElse(false));
    }

    private static boolean isInitial(String one, String other) {
        return one.length() == 1 && other.startsWith(one);
    }

    /**
     * Whether names and initials of these, in some order, make the word, as in user ids: one whole name, or the
     * initials of all.
     */
    private static boolean isPutTogether(String word, List<String> parts) {
        return isPutTogether(
                umlautsFolded(word), "", parts.stream().limit(MOST_PARTS).toList(), false);
    }

    private static boolean isPutTogether(String word, String begun, List<String> rest, boolean whole) {
        String folded = umlautsFolded(begun);
        if (folded.equals(word) && (whole || rest.isEmpty())) {
            return true;
        }
        // The last letter may still go into an umlaut.
        if (!folded.isEmpty() && !word.startsWith(folded.substring(0, folded.length() - 1))) {
            return false;
        }
        return IntStream.range(0, rest.size()).anyMatch(index -> {
            List<String> others = new ArrayList<>(rest);
            String part = others.remove(index);
            return isPutTogether(word, begun + part, others, whole || part.length() > 1)
                    || isPutTogether(word, begun + part.substring(0, part.offsetByCodePoints(0, 1)), others, whole);
        });
    }
}
