package io.eseal.certificate;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Compares names of people as a suspicious reader would: case, spaces, diacritics, punctuation, titles, the order of the names, initials
 * and further first names make no other person of one.
 */
final class PersonName {

    private static final Set<String> TITLES = Set.of("dr", "prof", "professor", "doctor", "mr", "mrs", "ms", "mx", "herr", "frau",
            "dipl", "ing", "phd", "msc", "bsc", "mba", "llm", "monsieur", "madame", "mme", "mlle", "dhr", "mevr", "sig", "signor",
            "signora", "senor", "senora", "jr", "sr");
    // Letters that no decomposition takes apart, and those of other scripts that look the same.
    private static final String LOOKS = "ßøłđıæœþðаеорсухіјѕкмтвнԁԛԝαοενρτυικ";
    private static final List<String> LIKE = List.of("ss", "o", "l", "d", "i", "a", "o", "th", "d",
            "a", "e", "o", "p", "c", "y", "x", "i", "j", "s", "k", "m", "t", "b", "h", "d", "q", "w", "a", "o", "e", "v", "p", "t", "u", "i", "k");

    private final List<String> parts;

    private PersonName(List<String> parts) {
        this.parts = parts;
    }

    static PersonName of(String text) {
        String decomposed = Normalizer.normalize(text, Normalizer.Form.NFKD).replaceAll("[\\p{M}\\p{Cf}\\p{Cc}'’]", "")
                .toLowerCase(Locale.ROOT);
        StringBuilder folded = new StringBuilder();
        decomposed.codePoints().forEach(letter -> {
            int known = LOOKS.indexOf(letter);
            folded.append(known < 0 ? Character.toString(letter) : LIKE.get(known));
        });
        // As people write umlauts where they have none.
        String plain = folded.toString().replaceAll("([aou])e", "$1");
        return new PersonName(Arrays.stream(plain.split("[^\\p{L}\\p{N}]+"))
                .filter(part -> !part.isEmpty() && !TITLES.contains(part)).toList());
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
        return covers(few, many) || joined(parts).stream().anyMatch(joined(other.parts)::contains);
    }

    /** Whether each of the few is one of the many, an initial counting for what begins with it. */
    private static boolean covers(List<String> few, List<String> many) {
        List<String> rest = new ArrayList<>(many);
        List<String> without = few.stream().filter(part -> !rest.remove(part)).toList();
        return without.stream().allMatch(part -> rest.stream().filter(other -> isInitial(part, other) || isInitial(other, part))
                .findFirst().map(rest::remove).orElse(false));
    }

    private static boolean isInitial(String one, String other) {
        return one.length() == 1 && other.startsWith(one);
    }

    /** Written together, in each order that names are given in. */
    private static List<String> joined(List<String> parts) {
        return IntStream.range(0, parts.size()).mapToObj(from -> {
            List<String> turned = new ArrayList<>(parts.subList(from, parts.size()));
            turned.addAll(parts.subList(0, from));
            return String.join("", turned);
        }).toList();
    }
}
