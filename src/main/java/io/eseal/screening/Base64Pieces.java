package io.eseal.screening;

import java.util.ArrayList;
import java.util.List;

/** Finds base64 that was cut into pieces of equal length, each shorter than a line: {@code MIIE.vQIB.ADAN}. */
final class Base64Pieces {

    private static final int SHORTEST = 4;
    private static final int LONGEST = 15;
    private static final int LONGEST_GAP = 12;

    private Base64Pieces() {}

    /**
     * Finds such base64 in a text.
     *
     * @return for each run of pieces the pieces joined together, when they have at least {@code shortest} characters
     */
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
            // A shorter piece is the last one of its run.
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

    /** Returns whether the character can be part of a piece; hyphen and underscore count as separators. */
    private static boolean isOfPiece(char character) {
        return EncodedBytes.base64(character) >= 0 && character != '-' && character != '_';
    }
}
