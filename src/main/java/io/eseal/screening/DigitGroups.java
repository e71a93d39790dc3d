package io.eseal.screening;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;

/**
 * Groups of digits that stand beside each other, and their separators: a row of a text, or a part of a row, which
 * shares the row's memory.
 */
final class DigitGroups {

    /** The most other characters between digits that count as beside each other. */
    static final int LONGEST_GAP = 3;

    private static final int LONGEST_LOOSE_GAP = 2;
    private static final String LOOSE = " -\u2010\u2011\u2012\u2013\u2014";

    private final Row row;
    private final int first;
    private final int end;

    private DigitGroups(Row row, int first, int end) {
        this.row = row;
        this.first = first;
        this.end = end;
    }

    /** Digits of a text that are beside each other; group i begins at starts[i], and gaps.get(i) follows it. */
    private static final class Row {

        private final StringBuilder digits = new StringBuilder();
        private final List<String> gaps = new ArrayList<>();
        private final boolean afterPlus;
        private final boolean afterLetter;
        private boolean beforeLetter;
        private int[] starts = new int[8];
        private int size;

        private Row(String text, int start) {
            afterPlus = start > 0 && text.charAt(start - 1) == '+';
            afterLetter = start > 0 && Character.isLetter(text.charAt(start - 1));
        }

        private void add(String text, int start, int end) {
            if (size + 2 > starts.length) {
                starts = Arrays.copyOf(starts, 2 * starts.length);
            }
            digits.append(text, start, end);
            starts[++size] = digits.length();
            beforeLetter = end < text.length() && Character.isLetter(text.charAt(end));
        }
    }

    /** Splits a text into rows: digits are beside each other when at most three other characters separate them. */
    static List<DigitGroups> rows(String text) {
        List<Row> rows = new ArrayList<>();
        Row row = null;
        int end = -1;
        for (int at = 0; at < text.length(); at++) {
            int start = at;
            while (at < text.length() && isDigit(text.charAt(at))) {
                at++;
            }
            if (at == start) {
                continue;
            }
            if (row == null || start - end > LONGEST_GAP) {
                row = new Row(text, start);
                rows.add(row);
            } else {
                row.gaps.add(text.substring(end, start));
            }
            row.add(text, start, at);
            end = at;
        }
        return rows.stream().map(each -> new DigitGroups(each, 0, each.size)).toList();
    }

    static boolean isDigit(char character) {
        return character >= '0' && character <= '9';
    }

    int size() {
        return end - first;
    }

    /** Returns the number of digits in a group. */
    int length(int index) {
        return start(index + 1) - start(index);
    }

    /**
     * Returns the index in {@link #all} at which a group begins; for the index behind the last group, the index of its
     * end.
     */
    int start(int index) {
        return row.starts[first + index];
    }

    /** Returns the digits of the whole row, also when this is a part of it. */
    CharSequence all() {
        return row.digits;
    }

    /** Returns the number of digits in all groups together. */
    int length() {
        return start(size()) - start(0);
    }

    boolean startsWith(String beginning) {
        return length() >= beginning.length()
                && beginning.contentEquals(row.digits.subSequence(start(0), start(0) + beginning.length()));
    }

    /** Returns whether a plus sign stands directly before the first digit. */
    boolean afterPlus() {
        return first == 0 ? row.afterPlus : row.gaps.get(first - 1).endsWith("+");
    }

    /**
     * Returns whether no letter stands directly before or behind the row. In base64, and in ids of letters and digits,
     * one does.
     */
    boolean standsFree() {
        return !row.afterLetter && !row.beforeLetter;
    }

    /** Returns the parts between letters, and between one telephone number and the plus of the next. */
    List<DigitGroups> withoutWords() {
        return cut(gap -> hasLetter(gap) || gap.length() > 1 && gap.endsWith("+"));
    }

    private static boolean hasLetter(String gap) {
        for (int i = 0; i < gap.length(); i++) {
            if (Character.isLetter(gap.charAt(i))) {
                return true;
            }
        }
        return false;
    }

    /** Returns the longest parts in which all separators are the same. */
    List<DigitGroups> evenlySeparated() {
        List<DigitGroups> parts = new ArrayList<>();
        int start = first;
        for (int i = first + 1; i < end; i++) {
            if (i == end - 1 || !row.gaps.get(i).equals(row.gaps.get(i - 1))) {
                // The group between two different separators belongs to both parts.
                parts.add(new DigitGroups(row, start, i + 1));
                start = i;
            }
        }
        return parts;
    }

    /**
     * Returns whether the groups belong to a longer list of numbers of equal length, separated by commas or semicolons,
     * such as rooms, years or accounts.
     */
    boolean isOfAList(int from, int to) {
        String gap = row.gaps.get(first + from);
        boolean list = gap.indexOf(',') >= 0 || gap.indexOf(';') >= 0;
        for (int i = from; list && i < to; i++) {
            list = row.gaps.get(first + i).equals(gap) && length(i + 1) == length(from);
        }
        return list
                && (from > 0 && row.gaps.get(first + from - 1).equals(gap) && length(from - 1) == length(from)
                        || to + 1 < size() && row.gaps.get(first + to).equals(gap) && length(to + 1) == length(from));
    }

    /** Returns the parts whose groups are separated by one or two blanks or dashes. */
    List<DigitGroups> looselyGrouped() {
        return cut(DigitGroups::isNotLoose);
    }

    private static boolean isNotLoose(String gap) {
        boolean loose = gap.length() <= LONGEST_LOOSE_GAP;
        for (int i = 0; loose && i < gap.length(); i++) {
            loose = LOOSE.indexOf(gap.charAt(i)) >= 0;
        }
        return !loose;
    }

    private List<DigitGroups> cut(Predicate<String> ends) {
        List<DigitGroups> parts = new ArrayList<>();
        int start = first;
        for (int i = first; i < end - 1; i++) {
            if (ends.test(row.gaps.get(i))) {
                parts.add(new DigitGroups(row, start, i + 1));
                start = i + 1;
            }
        }
        parts.add(new DigitGroups(row, start, end));
        return parts;
    }
}
