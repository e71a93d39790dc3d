package io.eseal.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Finds dates, with or without a time, as people and programs write them. */
final class Dates {

    private static final String TIME =
            "(?:(?:T|,? {1,2})(?:[01]?\\d|2[0-4]):[0-5]\\d(?::[0-6]\\d(?:[.,]\\d{1,9})?)?(?: ?(?:Z|[+-]\\d{2}:?\\d{2})(?!\\d))?)?";
    private static final String DAY = "(?:0?[1-9]|[12]\\d|3[01])";
    private static final Pattern DATE = Pattern.compile("(?<!\\d)(?:(?:19|20)\\d\\d([-./])(?:0?[1-9]|1[0-2])\\1" + DAY
            + "|" + DAY + "([-./])" + DAY + "\\2(?:19|20)\\d\\d)(?!\\d)" + TIME);

    private Dates() {}

    /** Replaces each date by the given text. */
    static String blanked(String text, String blank) {
        return DATE.matcher(text).replaceAll(blank);
    }

    /**
     * Replaces each date that has no other number beside it by the given text, because part of a number may look like a
     * date. Another date may stand beside it, as in the beginning and the end of a period.
     */
    static String blankedWhereAlone(String text, String blank) {
        StringBuilder plain = new StringBuilder();
        int end = 0;
        for (List<MatchResult> period : periods(text)) {
            int start = period.get(0).start();
            if (!isDigitWithin(text, start - DigitGroups.LONGEST_GAP - 1, start)
                    && !isDigitWithin(text, endOf(period), endOf(period) + DigitGroups.LONGEST_GAP + 1)) {
                plain.append(text.substring(end, start)).append(blank);
                end = endOf(period);
            }
        }
        return plain.append(text, end, text.length()).toString();
    }

    /** Groups dates that stand beside each other, separated by another sign than the one between day and month. */
    private static List<List<MatchResult>> periods(String text) {
        List<List<MatchResult>> periods = new ArrayList<>();
        for (MatchResult date : DATE.matcher(text).results().toList()) {
            List<MatchResult> before = periods.isEmpty() ? List.of() : periods.get(periods.size() - 1);
            if (before.isEmpty() || !isNext(text, before, date)) {
                before = new ArrayList<>();
                periods.add(before);
            }
            before.add(date);
        }
        return periods;
    }

    private static boolean isNext(String text, List<MatchResult> before, MatchResult date) {
        String gap = text.substring(endOf(before), date.start());
        String separator = date.group(1) != null ? date.group(1) : date.group(2);
        return gap.length() <= DigitGroups.LONGEST_GAP
                && !gap.equals(separator)
                && !isDigitWithin(gap, 0, gap.length());
    }

    private static int endOf(List<MatchResult> period) {
        return period.get(period.size() - 1).end();
    }

    private static boolean isDigitWithin(String text, int from, int to) {
        for (int i = Math.max(0, from); i < Math.min(text.length(), to); i++) {
            if (DigitGroups.isDigit(text.charAt(i))) {
                return true;
            }
        }
        return false;
    }
}
