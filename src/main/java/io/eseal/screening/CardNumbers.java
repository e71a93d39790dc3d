package io.eseal.screening;

import java.util.ArrayList;
import java.util.List;

/**
 * Finds numbers that look like payment card numbers (ISO/IEC 7812), so that they are refused before they are stored.
 * The text is read in its canonical form, see {@link Spellings}; up to three other characters may separate two digits.
 */
public final class CardNumbers {

    /** Sentence for people who send card data to the wrong place. */
    public static final String WHERE_THEY_GO =
            "Card data is not accepted here: finance enters it in the task Pay by card, "
                    + "or by POST /api/eseals/{id}/card-payment.";

    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int LONGEST_TELEPHONE = 15; // ITU-T E.164
    /** Longest telephone number, in digits, of any country whose code begins like a card number. */
    private static final int LONGEST_TELEPHONE_THAT_LOOKS_LIKE_A_CARD = 13;

    private static final int FIRST_GROUP = 4;
    /** First digits of the numbers of known brands. */
    private static final String MAY_BEGIN = "234568";

    private static final CleanTexts CLEAN = new CleanTexts(4096);

    private CardNumbers() {}

    /**
     * Returns whether the text holds 13 to 19 digits that a known brand may have issued and that pass the Luhn check,
     * grouped or not and in any spelling. The base64 of PEM blocks, UUIDs, digests, IBANs, dates that stand alone and
     * telephone numbers do not count as card numbers.
     *
     * @param text null holds none
     */
    public static boolean contains(CharSequence text) {
        // Escaped digits are written with digits, too.
        if (text == null || !CanonicalSigns.hasDigits(text, SHORTEST)) {
            return false;
        }
        return CLEAN.holds(text, CardNumbers::search);
    }

    private static boolean search(CharSequence text) {
        return Spellings.of(text).stream()
                .flatMap(reading -> Identifiers.blanked(reading).stream())
                .anyMatch(reading -> DigitGroups.rows(reading).stream().anyMatch(CardNumbers::hasCard));
    }

    /** Returns whether a string of digits passes the Luhn check (ISO/IEC 7812-1, annex B). */
    public static boolean luhn(String digits) {
        return luhn(digits, 0, digits.length());
    }

    private static boolean luhn(CharSequence digits, int from, int to) {
        int sum = 0;
        for (int i = to - 1; i >= from; i--) {
            int digit = digits.charAt(i) - '0';
            sum += (to - 1 - i) % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    private static boolean hasCard(DigitGroups row) {
        if (row.length() < SHORTEST) {
            return false;
        }
        List<DigitGroups> parts = row.withoutWords();
        List<DigitGroups> rest = new ArrayList<>();
        for (DigitGroups numbers : parts) {
            if (!isTelephone(numbers)) {
                rest.add(numbers);
            } else if (isTooLongForATelephone(numbers)) {
                return true;
            }
        }
        boolean noTelephone = rest.size() == parts.size();
        return noTelephone && (row.standsFree() && isCard(row, 0, row.size()) || hasCardShape(row))
                || rest.stream()
                        .anyMatch(numbers ->
                                isCardAsAWhole(numbers) || numbers.size() < row.size() && hasCardShape(numbers));
    }

    private static boolean isTelephone(DigitGroups numbers) {
        return numbers.afterPlus() && numbers.length() <= LONGEST_TELEPHONE
                || numbers.startsWith("00") && numbers.length() <= LONGEST_TELEPHONE + 2;
    }

    private static boolean isTooLongForATelephone(DigitGroups numbers) {
        int start = withoutZeros(numbers.all(), numbers.start(0), numbers.start(numbers.size()));
        return numbers.start(numbers.size()) - start > LONGEST_TELEPHONE_THAT_LOOKS_LIKE_A_CARD
                && isCard(numbers, 0, numbers.size());
    }

    /**
     * Returns whether a card number is formed by all groups, by all groups with the same separator, or by part of the
     * groups that only blanks and dashes separate.
     */
    private static boolean isCardAsAWhole(DigitGroups numbers) {
        return isCard(numbers, 0, numbers.size())
                || numbers.evenlySeparated().stream().anyMatch(even -> isCard(even, 0, even.size()))
                || numbers.looselyGrouped().stream().anyMatch(CardNumbers::hasCardWithin);
    }

    /**
     * Returns whether adjacent groups form a card number. It may follow other numbers ("12 4111 1111 …"); unless it is
     * formed by all groups, it must begin with at least four digits, because telephone numbers begin with shorter
     * groups.
     */
    private static boolean hasCardWithin(DigitGroups numbers) {
        for (int first = 0; first < numbers.size(); first++) {
            boolean mayBegin = numbers.length(first) >= FIRST_GROUP;
            for (int last = first;
                    last < numbers.size() && numbers.start(last) - numbers.start(first) <= LONGEST;
                    last++) {
                boolean whole = first == 0 && last == numbers.size() - 1;
                if ((whole || mayBegin) && isCard(numbers, first, last + 1)) {
                    return true;
                }
            }
        }
        return false;
    }

    /**
     * Returns whether adjacent groups form a card number that is grouped as on cards, 4-4-4-4, 4-6-5 or 4-6-4, or digit
     * by digit, with any separators.
     */
    private static boolean hasCardShape(DigitGroups numbers) {
        for (int first = 0; first < numbers.size(); first++) {
            int start = withoutZeros(numbers.all(), numbers.start(first), numbers.start(first + 1));
            int size = numbers.start(first + 1) - start;
            if (size != 1 && size != FIRST_GROUP) {
                continue;
            }
            for (int last = first + 1; last < numbers.size() && numbers.start(last) - start <= LONGEST; last++) {
                int group = numbers.length(last);
                boolean middleOfThree = size == FIRST_GROUP && last == first + 1 && group == 6;
                boolean endOfThree =
                        size == FIRST_GROUP && last == first + 2 && numbers.length(last - 1) == 6 && group == 5;
                if ((group <= size || endOfThree)
                        && isCard(numbers, first, last + 1)
                        && !numbers.isOfAList(first, last)) {
                    return true;
                }
                if (group != size && !middleOfThree) {
                    break;
                }
            }
        }
        return false;
    }

    private static int withoutZeros(CharSequence digits, int from, int to) {
        int start = from;
        while (start < to && digits.charAt(start) == '0') {
            start++;
        }
        return start;
    }

    /**
     * Returns whether the groups form a card number.
     *
     * @param first index of the first group
     * @param end index behind the last group
     */
    private static boolean isCard(DigitGroups numbers, int first, int end) {
        CharSequence all = numbers.all();
        int to = numbers.start(end);
        // Leading zeros do not count, however many.
        int from = withoutZeros(all, numbers.start(first), to);
        if (to - from < SHORTEST
                || to - from > LONGEST
                || MAY_BEGIN.indexOf(all.charAt(from)) < 0
                || !luhn(all, from, to)) {
            return false;
        }
        String digits = all.subSequence(from, to).toString();
        CardBrand brand = CardBrand.of(digits);
        // Visa no longer issues numbers of 13 digits: a number that looks like one is a telephone number or an EAN.
        boolean shortVisa = brand == CardBrand.VISA && digits.length() == SHORTEST;
        boolean ean = digits.length() == SHORTEST && isEan(digits);
        return !shortVisa && !ean && brand != CardBrand.OTHER && brand.issues(digits);
    }

    /** Returns whether the check digit is that of an article number (EAN, ISO/IEC 15420). */
    private static boolean isEan(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
        }
        return sum % 10 == 0;
    }
}
