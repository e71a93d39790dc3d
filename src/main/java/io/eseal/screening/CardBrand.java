package io.eseal.screening;

import java.util.regex.Pattern;

/**
 * Brand of a payment card: the issuer ranges of ISO/IEC 7812, the lengths of numbers that the brand issues, and the
 * length of its CVV.
 */
public enum CardBrand {
    AMEX("American Express", "3[47][0-9]*", "[0-9]{15}", 4),
    VISA("Visa", "4[0-9]*", "[0-9]{13}|[0-9]{16}|[0-9]{19}", 3),
    MASTERCARD("Mastercard", "(5[1-5]|222[1-9]|22[3-9]|2[3-6]|27[01]|2720)[0-9]*", "[0-9]{16}", 3),
    DINERS("Diners Club", "3(0[0-59]|[689])[0-9]*", "[0-9]{14,19}", 3),
    JCB("JCB", "35(2[89]|[3-8])[0-9]*", "[0-9]{16,19}", 3),
    DISCOVER("Discover", "(6011|64[4-9]|65)[0-9]*", "[0-9]{16,19}", 3),
    UNIONPAY("UnionPay", "(62|81)[0-9]*", "[0-9]{16,19}", 3),
    MAESTRO("Maestro", "(50|5[6-8]|6304|67)[0-9]*", "[0-9]{12,19}", 3),
    OTHER("Card", "[0-9]*", "[0-9]{12,19}", 3);

    private static final CardBrand[] BRANDS = values();

    private final String label;
    private final Pattern prefix;
    private final Pattern length;
    private final int cvvLength;

    CardBrand(String label, String prefix, String length, int cvvLength) {
        this.label = label;
        this.prefix = Pattern.compile(prefix);
        this.length = Pattern.compile(length);
        this.cvvLength = cvvLength;
    }

    /**
     * Returns the brand of a card number by its first digits; {@link #OTHER} when it is not known.
     *
     * @param digits digits only
     */
    public static CardBrand of(String digits) {
        for (CardBrand brand : BRANDS) {
            if (brand.prefix.matcher(digits).matches()) {
                return brand;
            }
        }
        return OTHER;
    }

    /** Returns whether the brand issues numbers with this many digits. */
    public boolean issues(String digits) {
        return length.matcher(digits).matches();
    }

    /** Returns the number of digits of the CVV. */
    public int cvvLength() {
        return cvvLength;
    }

    /** Returns the brand's name for people. */
    public String label() {
        return label;
    }
}
