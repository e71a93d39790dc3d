package io.eseal.screening;

import java.util.ArrayList;
import java.util.List;

/** Base64 that was cut into pieces of one length, shorter than a line: {@code MIIE.vQIB.ADAN}. */
final class Base64Pieces {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 15;
    private static final int LONGEST_GAP = 12;

    private Base64Pieces() {}

    /** @return the pieces of each such text, put together, that has at least so many characters */
    static List<String> in(String text, int shortest) {
        List<String> found = new ArrayList<>();
        StringBuilder run = new StringBuilder();
        int length = 0;
        int end = 0;
        for (int at = 0; at < text.length(); at++) {
            int start = at;
            while (at < text.length() && isOfPiece(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                continue;
            }
            boolean fits = at - start <= length && start - end <= LONGEST_GAP;
            if (fits) {
                run.append(text, start, at);
            }
            // A shorter one is the last.
            if (at - start != length || !fits) {
                keep(run, shortest, found);
                length = at - start >= SHORTEST && at - start <= LONGEST ? at - start : 0;
                run.append(text, start, length == 0 ? start : at);
            }
            end = at;
        }
        keep(run, shortest, found);
        return found;
    }

    private static void keep(StringBuilder run, int shortest, List<String> found) {
        if (run.length() >= shortest) {
            found.add(run.toString());
        }
        run.setLength(0);
    }

    /** Hyphen and underscore are separators here. */
    private static boolean isOfPiece(char character) {
        return EncodedBytes.base64(character) >= 0 && character != '-' && character != '_';
    }
}
