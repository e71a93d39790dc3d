package io.eseal.certificate;

import io.eseal.text.VisibleText;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares names of people and prefers a false match to a missed one. Two names count as the same when they differ only
 * in case, spaces, diacritics, punctuation, titles, the order of their parts, initials, further first names, or parts
 * written together as in user ids.
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
    // Letters that Unicode does not decompose, and letters of Cyrillic and Greek that look the same as Latin ones.
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
    /** The most parts that are combined to a word: all orders of more parts would take too long. */
    private static final int MOST_PARTS = 6;

    private final List<String> parts;

    private PersonName(List<String> parts) {
        this.parts = parts;
    }

    static PersonName of(String text) {
        String decomposed = VisibleText.withoutInvisible(Normalizer.normalize(text, Normalizer.Form.NFKD))
                .replaceAll("[\\p{M}'’]", "")
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

    /** Replaces ae, oe and ue by the vowel alone, because people write umlauts in this way. */
    private static String umlautsFolded(String text) {
        return text.replaceAll("([aou])e", "$1");
    }

    /** Returns whether none of its words is a name, as in "the recipient" or "n/a". */
    boolean isNobody() {
        return NOBODY.containsAll(parts);
    }

    /** Returns whether the text was empty or a title alone. */
    boolean isEmpty() {
        return parts.isEmpty();
    }

    /** Returns whether both can be names of the same person; false when either is empty. */
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

    /**
     * Returns whether each of the few parts matches another one of the many; an initial matches a name that begins with
     * it.
     */
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
     * Returns whether the word is made of these names and initials in some order, as in user ids: with at least one
     * whole name, or with the initials of all.
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
        // The last letter may still become part of a folded umlaut.
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
