package io.eseal.request;

import io.eseal.lifecycle.Problems;
import org.springframework.http.HttpStatus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** Finds what looks like a payment card number (ISO/IEC 7812), so that it is stopped before it is stored. */
public final class CardNumbers {

    /** What to tell whoever sends card data elsewhere. */
    public static final String WHERE_THEY_GO = "Card data is not accepted here: finance enters it at the payment, by POST /api/eseals/{id}/card-payment.";

    private static final String SEPARATORS = " -\u00A0\u2007\u202F\u2010\u2011\u2012\u2013\u2014";
    private static final Pattern PEM_BODY = Pattern.compile("(-----BEGIN [A-Z0-9 ]{1,40}-----)[A-Za-z0-9+/=\\\\\\s]{100,}+(?=-----END )");
    // UUIDs (RFC 9562) and digests in hexadecimal: by chance some hold as many digits as a card.
    private static final Pattern IDENTIFIER = Pattern.compile("(?<![0-9A-Za-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
            + "|[0-9a-f]{32,}+)(?![0-9A-Za-z])", Pattern.CASE_INSENSITIVE);
    private static final int SHORTEST = 13;
    private static final int LONGEST = 19;
    private static final int LONGEST_TELEPHONE = 15; // ITU-T E.164
    private static final int FIRST_GROUP = 4;

    private CardNumbers() {
    }

    /** Whether the text holds 13 to 19 digits, grouped or not, that a known brand may have issued and that pass the Luhn check; PEM bodies, UUIDs and digests are skipped. */
    public static boolean contains(CharSequence text) {
        if (text == null || text.length() < SHORTEST) {
            return false;
        }
        String plain = IDENTIFIER.matcher(PEM_BODY.matcher(text).replaceAll("$1")).replaceAll(".");
        int at = 0;
        while (at < plain.length()) {
            List<String> groups = new ArrayList<>();
            int end = readGroups(plain, at, groups);
            if (!groups.isEmpty() && !isTelephone(at > 0 && plain.charAt(at - 1) == '+', String.join("", groups)) && hasCard(groups)) {
                return true;
            }
            at = Math.max(end, at + 1);
        }
        return false;
    }

    /** Refuses a text of a call that is kept, where it holds what looks like a card number. */
    public static void refuse(String field, String text) {
        if (contains(text)) {
            throw Problems.of(HttpStatus.UNPROCESSABLE_ENTITY, "The field " + field + " holds what looks like a card number; leave it out.", Map.of());
        }
    }

    // By hand: a regular expression would recurse for every group of a long text.
    private static int readGroups(String text, int start, List<String> groups) {
        int at = start;
        int end = start;
        while (at < text.length() && Character.isDigit(text.charAt(at))) {
            StringBuilder group = new StringBuilder();
            for (; at < text.length() && Character.isDigit(text.charAt(at)); at++) {
                group.append(Character.digit(text.charAt(at), 10));
            }
            groups.add(group.toString());
            end = at;
            for (int skipped = 0; skipped < 2 && at < text.length() && SEPARATORS.indexOf(text.charAt(at)) >= 0; skipped++) {
                at++;
            }
        }
        return end;
    }

    /** Whether a string of digits passes the Luhn check (ISO/IEC 7812-1, annex B). */
    public static boolean luhn(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int digit = Character.digit(digits.charAt(digits.length() - 1 - i), 10);
            sum += i % 2 == 0 ? digit : digit * 2 / 10 + digit * 2 % 10;
        }
        return sum % 10 == 0;
    }

    private static boolean isTelephone(boolean plus, String digits) {
        return plus && digits.length() <= LONGEST_TELEPHONE || digits.startsWith("00") && digits.length() <= LONGEST_TELEPHONE + 2;
    }

    // A card may follow other numbers ("12 4111 1111 …"), so every run of whole groups is looked at.
    private static boolean hasCard(List<String> groups) {
        for (int first = 0; first < groups.size(); first++) {
            StringBuilder number = new StringBuilder();
            for (int last = first; last < groups.size() && number.length() <= LONGEST; last++) {
                number.append(groups.get(last));
                boolean whole = first == 0 && last == groups.size() - 1;
                // Within a longer row of numbers only what is grouped as cards are: telephone numbers have short groups.
                if ((whole || groups.get(first).length() >= FIRST_GROUP) && isCard(number.toString())) {
                    return true;
                }
            }
        }
        return false;
    }

    private static boolean isCard(String digits) {
        CardBrand brand = CardBrand.of(digits);
        // Out of issue: what looks like such a number is a telephone number or an EAN.
        boolean shortVisa = brand == CardBrand.VISA && digits.length() == SHORTEST;
        return digits.length() >= SHORTEST && !shortVisa && brand != CardBrand.OTHER && brand.issues(digits) && luhn(digits);
    }
}
