package io.eseal.inspection;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Compares names of organisations. Equal are names that differ in case, in the number and kind of spaces, or in Unicode
 * forms of the same character (NFKC: full-width letters, ligatures, composed and decomposed accents). Different, and
 * told as such, are names that only look the same: letters of the Greek, Cyrillic and Armenian scripts that look like
 * Latin ones, Latin look-alikes outside of ASCII, digits in place of letters (0 for O, 1 for l), and invisible
 * characters. Accents count.
 */
final class Names {

    // Lower case, after NFKC. A small part of Unicode's confusables (UTS #39): what looks the same in common fonts.
    private static final Map<Integer, Integer> LOOK_ALIKES = pairs("""
            аa вb сc ԁd еe ѕs іi јj кk ӏl мm нh оo рp ԛq гr тt ѵv ԝw хx уy һh үy ԍg
            αa βb εe ηn ιi κk μu νv οo ρp τt υu χx ζz γy ωw
            օo հh սu զq ցg տu
            ıi ɑa ɡg ɩi ʏy ʜh ʟl ʙb ᴏo ᴄc ᴠv ᴡw ᴢz
            0o 1l""");

    private Names() {}

    /** Returns how the name that came differs from the approved one, as one sentence; empty when they are equal. */
    static Optional<String> difference(String what, String approved, String came) {
        String left = normal(approved);
        String right = normal(came);
        if (left.equals(right)) {
            return Optional.empty();
        }
        String sentence = "The certificate's " + what + " is " + Quoted.text(came) + "; approved was "
                + Quoted.text(approved) + ".";
        return Optional.of(
                skeleton(left).equals(skeleton(right))
                        ? sentence + " They look the same but are not" + why(came)
                        : sentence);
    }

    /** Returns the name in the form in which names are compared. */
    static String normal(String name) {
        // By way of upper case, which would make ß and ss the same, a dotless i would become one with a dot.
        return Normalizer.normalize(name, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replace("ß", "ss")
                .replaceAll("\\p{Zs}+", " ")
                // Not \\s and not strip(), which also take line breaks, tabs and control characters for spaces.
                .replaceAll("^ | $", "");
    }

    private static String skeleton(String normal) {
        return normal.codePoints()
                .filter(point -> !Quoted.isInvisible(point))
                .map(point -> LOOK_ALIKES.getOrDefault(point, point))
                // A small l, a capital I and a one look the same in many fonts.
                .map(point -> point == 'i' ? 'l' : point)
                .mapToObj(Character::toString)
                .collect(Collectors.joining());
    }

    private static String why(String came) {
        String unusual = came
                .codePoints()
                .filter(point -> Quoted.isInvisible(point) || LOOK_ALIKES.containsKey(Character.toLowerCase(point)))
                .filter(point -> point > 0x7F || point < 0x20)
                .mapToObj(point -> Quoted.codePoint(point) + name(point))
                .collect(Collectors.toCollection(TreeSet::new))
                .stream()
                .limit(5)
                .collect(Collectors.joining(", "));
        return unusual.isEmpty() ? "." : ": it has " + unusual + ".";
    }

    private static String name(int point) {
        return Optional.ofNullable(Character.getName(point))
                .map(name -> " (" + name + ")")
                .orElse("");
    }

    private static Map<Integer, Integer> pairs(String pairs) {
        return pairs.strip()
                .lines()
                .flatMap(line -> Arrays.stream(line.split(" ")))
                .collect(Collectors.toUnmodifiableMap(pair -> pair.codePointAt(0), pair -> (int) pair.charAt(1)));
    }
}
