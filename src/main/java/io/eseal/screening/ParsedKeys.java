package io.eseal.screening;

import java.util.regex.Pattern;

/**
 * Recognises private keys in the output of {@code openssl asn1parse}: PKCS#8, PKCS#1 and SEC 1, each by its first rows.
 */
final class ParsedKeys {

    /** Beginning of a row, before the name of the element: {@code 4:d=1 hl=2 l= 1 prim:}. */
    private static final String ROW =
            "[\\s>]{1,40}\\d{1,7}:d=\\d{1,2}\\s{1,5}hl=\\s{0,3}\\d{1,2}\\s{1,5}l=\\s{0,6}\\d{1,7}\\s{1,5}(?:prim|cons):\\s{1,5}";

    private static final String NUMBER = ROW + "INTEGER\\s{1,30}:[0-9A-F]";
    private static final String OCTETS = ROW + "OCTET STRING\\s{1,30}";

    private static final Pattern KEY = Pattern.compile("INTEGER\\s{1,30}:0[01](?:"
            + OCTETS + "\\[HEX DUMP\\]:[0-9A-F]{28}"
            + "|" + NUMBER + "{64,4200}" + NUMBER + "{2,4200}" + NUMBER + "{32}"
            + "|" + ROW + "SEQUENCE" + ROW + "OBJECT\\s{1,30}:[A-Za-z0-9 .-]{1,60}?(?:" + ROW
            + "(?:NULL|OBJECT\\s{1,30}:[A-Za-z0-9 .-]{1,60}?))?" + OCTETS + ")");

    private ParsedKeys() {}

    /** Returns whether the text holds such output of a private key. */
    static boolean in(String text) {
        return text.contains(":d=") && KEY.matcher(text).find();
    }
}
