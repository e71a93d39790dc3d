package io.eseal.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Recognises private keys that are labelled: by a label of PEM, SSH2 or PGP with content beside it, or by the names of
 * their fields.
 */
final class NamedKeys {

    private static final int LABEL_REACHES = 4_000;
    private static final int SHORTEST_CONTENT = 10;
    /** Separators between two numbers: blanks, signs of quoting, a line break of HTML. */
    private static final String GAP = "(?:[^0-9A-Za-z]|<br ?/?>){0,40}";

    private static final Pattern LABEL = Pattern.compile(
            "[-\u2010-\u2015\u2212][\\s+]?(?:BEGIN|END)[^A-Z0-9]{1,3}"
                    + "(?:[A-Z0-9]{2,12}[^A-Z0-9]{1,3}){0,4}PRIVATE[^A-Z0-9]{1,3}KEY",
            Pattern.CASE_INSENSITIVE);
    private static final Pattern PRINTED = Pattern.compile(
            "\\bpriv(?:ateExponent)?:" + GAP + "(?:[0-9a-f]{2}:" + GAP + "){8}", Pattern.CASE_INSENSITIVE);
    private static final Pattern JWK_TYPE =
            Pattern.compile("\\bkty[\"']?[\\s+]{0,20}[:=][\\s+]{0,20}[\"']?(?:RSA|EC|OKP)\\b");
    private static final Pattern JWK_SECRET =
            Pattern.compile("(?<![A-Za-z0-9_])d[\"']?[\\s+]{0,20}[:=][\\s+]{0,20}[\"']?[A-Za-z0-9_-]{32}");

    private NamedKeys() {}

    /** Returns whether the text holds a labelled private key. */
    static boolean in(String text) {
        return isLabelled(text)
                || follows(text, "PuTTY-User-Key-File-", "Private-Lines:")
                || follows(text, "<RSAKeyValue>", "<D>")
                || PRINTED.matcher(text).find()
                || text.contains("kty")
                        && JWK_TYPE.matcher(text).find()
                        && JWK_SECRET.matcher(text).find();
    }

    private static boolean follows(String text, String first, String second) {
        int at = text.indexOf(first);
        return at >= 0 && text.indexOf(second, at) >= 0;
    }

    /** Returns whether a label has content near it; the words of the label itself are not its content. */
    private static boolean isLabelled(String text) {
        Matcher label = LABEL.matcher(text);
        List<int[]> contents = null;
        int next = 0;
        while (label.find()) {
            contents = contents == null ? contents(text) : contents;
            // Labels and contents are in the order of the text: a content too far before this label is too far before
            // the next one, too.
            while (next < contents.size() && contents.get(next)[1] < label.start() - LABEL_REACHES) {
                next++;
            }
            for (int i = next; i < contents.size() && contents.get(i)[0] < label.end() + LABEL_REACHES; i++) {
                if (contents.get(i)[0] >= label.end() || contents.get(i)[1] <= label.start()) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns the beginning and end of each base64 or hexadecimal text: it has digits between its letters, which words
     * have not.
     */
    private static List<int[]> contents(String text) {
        List<int[]> contents = new ArrayList<>();
        for (int at = 0; at < text.length(); at++) {
            int start = at;
            boolean letter = false;
            boolean digit = false;
            for (; at < text.length() && isContent(text.charAt(at)); at++) {
                letter |= text.charAt(at) >= 'A';
                digit |= text.charAt(at) >= '0' && text.charAt(at) <= '9';
            }
            if (letter && digit && at - start >= SHORTEST_CONTENT) {
                contents.add(new int[] {start, at});
            }
        }
        return contents;
    }

    private static boolean isContent(char character) {
        return EncodedBytes.base64(character) >= 0 && character != '-' && character != '_';
    }
}
