package io.eseal.security;

import io.eseal.id.UserId;
import java.text.Normalizer;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Reserved names: those under which the service, the engine and Spring Security act, or which mean everybody. No user
 * id may be one of them or look like one.
 */
public final class OwnNames {

    private static final Set<String> NAMES = Set.of(
            Actors.SERVICE,
            "system",
            "eseal-orchestrator",
            "certcentral",
            "somebody",
            "anonymous",
            "anonymoususer",
            "*");

    private static final Pattern MARKS = Pattern.compile("\\p{M}");
    /**
     * Letters of other scripts, digits and signs that look like a letter of a reserved name (Unicode Technical Standard
     * 39).
     */
    private static final Map<Integer, String> LOOKS_LIKE = looksLike(Map.ofEntries(
            Map.entry("a", "\u0430\u03B1\u0251"),
            Map.entry("c", "\u0441\u03F2\u1D04"),
            Map.entry("e", "\u0435\u0454\u212E\u0259\u03B5"),
            Map.entry("h", "\u04BB"),
            Map.entry("i", "\u0456\u03B9\u0269\u026A\u04CF1l|!\u0131\u01C0"),
            Map.entry("m", "\u043C"),
            Map.entry("n", "\u043F\u03B7"),
            Map.entry("o", "\u043E\u03BF\u03C30\u0585"),
            Map.entry("r", "\u0433\u1D26\uAB47\u0280"),
            Map.entry("s", "\u0455\uA731\u01BD"),
            Map.entry("t", "\u0442\u03C4"),
            Map.entry("u", "\u03C5\u057D\u1D1C"),
            Map.entry("v", "\u03BD\u0475\u1D20\u2228\u22C1"),
            Map.entry("y", "\u0443\u03B3\u04AF"),
            Map.entry("-", "\u2010\u2011\u2012\u2013\u2014\u2212_"),
            Map.entry("*", "\u2217\u204E\u066D\u22C6")));

    private static final Set<String> SKELETONS =
            NAMES.stream().map(UserId::of).map(OwnNames::skeleton).collect(Collectors.toUnmodifiableSet());

    private OwnNames() {}

    /** Tells whether the user id is one of the reserved names or looks like one. */
    public static boolean isLike(UserId id) {
        return SKELETONS.contains(skeleton(id));
    }

    private static String skeleton(UserId id) {
        String plain = MARKS.matcher(Normalizer.normalize(id.normal(), Normalizer.Form.NFKD))
                .replaceAll("");
        return plain.codePoints()
                .mapToObj(letter -> LOOKS_LIKE.getOrDefault(letter, Character.toString(letter)))
                .collect(Collectors.joining());
    }

    private static Map<Integer, String> looksLike(Map<String, String> lookAlikes) {
        return lookAlikes.entrySet().stream()
                .flatMap(letter ->
                        letter.getValue().codePoints().boxed().map(alike -> Map.entry(alike, letter.getKey())))
                .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    }
}
