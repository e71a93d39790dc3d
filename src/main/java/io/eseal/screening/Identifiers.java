package io.eseal.screening;

import java.math.BigInteger;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Finds numbers that are certainly no card numbers, by their form or by a check digit of their own. */
final class Identifiers {

    /** Replacement for such numbers, longer than the gap that may separate two digits of one number. */
    private static final String BLANK = "xxxx";

    // A PEM block, plain or escaped for JSON, an address or a form.
    private static final Pattern PEM =
            Pattern.compile("(-----BEGIN[ +%][A-Z0-9 +%]{1,60}-----)([A-Za-z0-9+/=\\\\%\\s]{100,}+)(?=-----END[ +%])");
    private static final Pattern ESCAPED_DASH = Pattern.compile("%(?:25){0,9}+2[Dd]");
    /** Digits within a PEM block that are too long, or stand too freely, to be base64 by chance. */
    private static final Pattern BARE_DIGITS =
            Pattern.compile("[0-9]{13,}+|(?<!\\S)[0-9]++(?:\\s{1,3}[0-9]++)*+(?!\\S)");
    // UUIDs (RFC 9562) and hexadecimal digests, with or without colons:
    // by chance some hold as many digits as a card number.
    private static final Pattern HEXADECIMAL = Pattern.compile(
            "(?<![0-9A-Za-z])(?:[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}"
                    + "|[0-9a-f]{32,}+)(?![0-9A-Za-z])",
            Pattern.CASE_INSENSITIVE);
    // Matches all adjacent pairs at once, however few: a pattern with a minimum would read a long row again from each
    // of its pairs.
    private static final Pattern PAIRS = Pattern.compile(
            "(?<![0-9A-Za-z])(?:[0-9a-f]{2}:)++(?:[0-9a-f]{2}(?![0-9A-Za-z]))?+", Pattern.CASE_INSENSITIVE);
    /** Length of sixteen pairs with their colons, a digest of 128 bits. */
    private static final int SHORTEST_FINGERPRINT = 16 * 3 - 1;

    private static final Pattern IBAN =
            Pattern.compile("(?<![0-9A-Za-z])([A-Z]{2})[0-9]{2}(?:[ -]?[0-9A-Z]){11,30}", Pattern.CASE_INSENSITIVE);
    private static final Map<String, Integer> IBAN_LENGTHS = ibanLengths();
    private static final BigInteger NINETY_SEVEN = BigInteger.valueOf(97);

    private Identifiers() {}

    /**
     * Removes the base64 of PEM blocks, UUIDs, digests, IBANs and dates from a text.
     *
     * @return the text without any dates, and the text without only those dates that stand alone
     */
    static Set<String> blanked(String text) {
        String plain = PEM.matcher(ESCAPED_DASH.matcher(text).replaceAll("-"))
                .replaceAll(found -> found.group(1) + bareDigits(found.group(2)));
        plain = HEXADECIMAL.matcher(plain).replaceAll(BLANK);
        plain = PAIRS.matcher(plain)
                .replaceAll(found -> found.end() - found.start() >= SHORTEST_FINGERPRINT ? BLANK : found.group());
        plain = IBAN.matcher(plain).replaceAll(found -> Matcher.quoteReplacement(withoutIban(found)));
        Set<String> readings = new LinkedHashSet<>();
        readings.add(Dates.blanked(plain, BLANK));
        readings.add(Dates.blankedWhereAlone(plain, BLANK));
        return readings;
    }

    private static String bareDigits(String base64) {
        return BARE_DIGITS
                .matcher(base64)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.joining(BLANK, BLANK, BLANK));
    }

    /**
     * Removes an IBAN. The pattern also matches characters behind the account number, so its length is taken from its
     * country.
     */
    private static String withoutIban(MatchResult found) {
        String text = found.group();
        int length = IBAN_LENGTHS.getOrDefault(found.group(1).toUpperCase(Locale.ROOT), 0);
        StringBuilder account = new StringBuilder();
        int at = 0;
        for (; at < text.length() && account.length() < length; at++) {
            if (Character.isLetterOrDigit(text.charAt(at))) {
                account.append(text.charAt(at));
            }
        }
        return length > 0 && account.length() == length && isIban(account.toString())
                ? BLANK + text.substring(at)
                : text;
    }

    /**
     * Checks the IBAN's check digits (ISO 13616): the first four characters moved to the end, letters as numbers from
     * 10, modulo 97.
     */
    private static boolean isIban(String account) {
        StringBuilder number = new StringBuilder();
        (account.substring(4) + account.substring(0, 4))
                .chars()
                .forEach(character -> number.append(Character.digit(character, 36)));
        return new BigInteger(number.toString()).mod(NINETY_SEVEN).intValue() == 1;
    }

    /** Returns the length of IBANs by country, from SWIFT's register of IBANs. */
    private static Map<String, Integer> ibanLengths() {
        Map<String, Integer> lengths = new HashMap<>();
        for (String entry :
                ("NO15 BE16 DK18 FO18 FI18 FK18 GL18 NL18 SD18 MK19 SI19 AT20 BA20 EE20 KZ20 XK20 LT20 LU20 MN20 CR22 "
                                + "BG22 BH22 DE22 GB22 GE22 IE22 ME22 "
                                + "RS22 VA22 HR21 LV21 LI21 CH21 AE23 GI23 IL23 IQ23 OM23 SO23 TL23 AD24 CZ24 MD24 PK24 RO24 SA24 SK24 "
                                + "ES24 SE24 TN24 VG24 LY25 PT25 ST25 IS26 TR26 "
                                + "BI27 DJ27 FR27 GR27 IT27 MC27 MR27 SM27 AL28 AZ28 BY28 CY28 DO28 GT28 HU28 LB28 NI28 PL28 SV28 BR29 "
                                + "EG29 PS29 QA29 UA29 JO30 KW30 MU30 YE30 MT31 "
                                + "SC31 LC32 RU33")
                        .split(" ", -1)) {
            lengths.put(entry.substring(0, 2), Integer.valueOf(entry.substring(2)));
        }
        return Map.copyOf(lengths);
    }
}
