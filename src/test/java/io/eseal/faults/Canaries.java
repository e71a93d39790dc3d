package io.eseal.faults;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.screening.CardNumbers;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Makes the texts that must stay nowhere: a card for each path, and the secrets of the service. A card is made of the
 * name of its path, so that it is the same in each run.
 *
 * <p>Of a number all digits but the last four are searched: those may be shown. Three digits cannot be searched alone,
 * so a CVV is searched as bodies and texts name it, and the name on the card stands for the rest of the body that holds
 * both.
 */
final class Canaries {

    /** Issuer digits and lengths of the brands, as ISO/IEC 7812 ranges give them. */
    private enum Brand {
        VISA("4", 16),
        MASTERCARD("53", 16),
        AMEX("37", 15),
        DINERS("36", 14),
        DISCOVER("6011", 16),
        MAESTRO("6759", 19);

        private final String issuer;
        private final int length;

        Brand(String issuer, int length) {
            this.issuer = issuer;
            this.length = length;
        }
    }

    /** @param name what is told when the text is found */
    record Canary(String name, String text) {}

    record Card(String path, String number, String cvv, String holder) {

        /** A whole card payment. */
        ObjectNode payment() {
            ObjectNode payment = OrderBodies.cardPayment(number);
            payment.withObject("/credit_card").put("cvv", cvv).put("cardholder_name", holder);
            return payment;
        }

        /** The number as people write it. */
        String grouped(String separator) {
            return number.replaceAll("(.{4})(?=.)", "$1" + separator);
        }

        @Override
        public String toString() {
            return path;
        }

        private Stream<Canary> canaries() {
            Stream<String> numbers = Stream.of(number, grouped(" "), grouped("-"))
                    .map(written -> written.substring(0, written.length() - 4));
            Stream<String> codes = Stream.of(
                            "\"cvv\":\"%s\"",
                            "\"cvv\": \"%s\"",
                            "\"cvv\":%s",
                            "\\\"cvv\\\":\\\"%s",
                            "'cvv':'%s'",
                            "cvv=%s",
                            "cvv: %s",
                            "cvv %s")
                    .map(context -> context.formatted(cvv));
            return Stream.of(
                            numbers.map(text -> new Canary(path + ": number", text)),
                            codes.map(text -> new Canary(path + ": cvv", text)),
                            Stream.of(new Canary(path + ": holder", holder)))
                    .flatMap(each -> each);
        }
    }

    private final List<Card> cards = new ArrayList<>();
    private final List<Canary> secrets = new ArrayList<>();

    /** The card for that path, which nobody else uses. */
    Card card(String path) {
        Brand brand = Brand.values()[cards.size() % Brand.values().length];
        String digits = digits(path);
        String body = (brand.issuer + digits).substring(0, brand.length - 1);
        String number = IntStream.range(0, 10)
                .mapToObj(check -> body + check)
                .filter(CardNumbers::luhn)
                .findFirst()
                .orElseThrow();
        String cvv = new StringBuilder(digits).reverse().substring(0, brand == Brand.AMEX ? 4 : 3);
        Card card = new Card(path, number, cvv, "Canary " + letters(path));
        cards.add(card);
        return card;
    }

    /** Many digits where a CVV has three: long enough to be searched alone. */
    String longCvv(String path) {
        return secret(path + ": long cvv", digits("cvv of " + path));
    }

    /** A text that nobody would guess, known by that name. */
    String secret(String name) {
        return secret(name, "canary" + letters(name));
    }

    List<Canary> ofCards() {
        return Stream.concat(
                        cards.stream().flatMap(Card::canaries),
                        secrets.stream().filter(secret -> secret.name().endsWith("cvv")))
                .toList();
    }

    List<Canary> all() {
        return Stream.concat(cards.stream().flatMap(Card::canaries), secrets.stream())
                .toList();
    }

    private String secret(String name, String text) {
        secrets.add(new Canary(name, text));
        return text;
    }

    private static String digits(String seed) {
        StringBuilder digits = new StringBuilder();
        for (byte each : sha256(seed)) {
            digits.append((each & 0xff) % 10);
        }
        return digits.substring(0, 24);
    }

    private static String letters(String seed) {
        StringBuilder letters = new StringBuilder();
        for (byte each : sha256(seed)) {
            letters.append((char) ('a' + (each & 0xff) % 26));
        }
        return letters.substring(0, 24);
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
