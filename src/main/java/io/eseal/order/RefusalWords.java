package io.eseal.order;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.Texts;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What CertCentral says of an order that it refused. */
final class RefusalWords {

    // They become a sentence for people, in a mail too.
    private static final int LONGEST = 2000;
    private static final Pattern PAYMENT = Pattern.compile(
            "(?<![a-z])(funds?|balance|pay|paid|payments?|credit|cards?|creditcards?|billing|bill|invoices?|deposits?|declined"
                    + "|overdrawn|charged?)(?![a-z])");
    // Codes that name a part of the order. Those that name the whole call tell nothing of what is wrong with it.
    private static final Pattern OF_A_PART = Pattern.compile(
            "(?:invalid|missing|required|unknown|unsupported|duplicate|malformed)_"
                    + "(?!(?:requests?|parameters?|params?|input|data|body|orders?|values?|fields?|content|json)(?![a-z])).+");

    private RefusalWords() {}

    /**
     * Messages with their codes, or what is known of the call where CertCentral gave none; at most 2,000 characters.
     */
    static String of(RefusedException refusal) {
        String words = refusal.errors().stream()
                .map(error -> Stream.of(error.message(), error.code())
                                .filter(s -> !s.isBlank())
                                .distinct()
                                .collect(Collectors.joining(" (", "", ""))
                        + (error.message().isBlank() || error.code().isBlank() ? "" : ")"))
                .collect(Collectors.joining("; "));
        String told = words.isBlank() ? refusal.getMessage() : words;
        return Texts.limited(told, LONGEST);
    }

    /**
     * Whether the payment may be why. [inferred] The codes of refused payments are published nowhere, and a general
     * code may come with the reason in words; so both are read, and who gets a refused payment can send the request
     * back to be corrected as well. A code that names a part of the order decides alone: the words of its message may
     * be those of the order.
     */
    static boolean areAboutPayment(RefusedException refusal) {
        return refusal.status().orElse(0) == 402 || refusal.errors().stream().anyMatch(RefusalWords::isAboutPayment);
    }

    private static boolean isAboutPayment(ApiError error) {
        String code = error.code().toLowerCase(Locale.ROOT);
        if (Stream.of("fund", "payment", "balance", "credit", "card", "billing").anyMatch(code::contains)) {
            return true;
        }
        return !OF_A_PART.matcher(code).matches()
                && PAYMENT.matcher(ownWords(error).toLowerCase(Locale.ROOT)).find();
    }

    /**
     * The message without what it repeats of the order, whose fields are named after payments and cards in every order.
     */
    private static String ownWords(ApiError error) {
        int echo = error.message().indexOf('{');
        return echo < 0 ? error.message() : error.message().substring(0, echo);
    }
}
