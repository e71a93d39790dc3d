package io.eseal.orderbody;

import java.util.Optional;
import java.util.stream.Stream;

/** Ways to pay an order. */
public enum PaymentMethod {
    /** From the balance of the account. */
    BALANCE("balance"),
    /** With the card that is stored in the account. */
    PROFILE("profile"),
    /** With a card that is typed for this order alone. */
    CARD("card");

    private final String word;

    PaymentMethod(String word) {
        this.word = word;
    }

    /** Returns the vendor's word. */
    public String word() {
        return word;
    }

    /** Finds the method by the vendor's word, in the same case; empty when there is none. */
    public static Optional<PaymentMethod> of(String word) {
        return Stream.of(values()).filter(method -> method.word.equals(word)).findFirst();
    }

    /** Returns the vendor's words. */
    public static String[] words() {
        return Stream.of(values()).map(PaymentMethod::word).toArray(String[]::new);
    }
}
