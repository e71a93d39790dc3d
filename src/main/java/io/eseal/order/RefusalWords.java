package io.eseal.order;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.Texts;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Interprets CertCentral's refusal of an order. */
final class RefusalWords {

    // The text goes into sentences for people, also in mails.
    private static final int LONGEST = 2000;
    private static final Pattern PAYMENT = Pattern.compile(
            "(?<![a-z])(funds?|balance|pay|paid|payments?|credit|cards?|creditcards?|billing|bill|invoices?|deposits?|declined"
                    + "|overdrawn|charged?)(?![a-z])");
    // Codes that name a part of the order; codes about the whole call do not say what is wrong.
    private static final Pattern OF_A_PART = Pattern.compile(
            "(?:invalid|missing|required|unknown|unsupported|duplicate|malformed)_"
                    + "(?!(?:requests?|parameters?|params?|input|data|body|orders?|values?|fields?|content|json)(?![a-z])).+");

    private static final String ANEW =
            " To order a new seal that renews none, leave renewal_of_order_id empty: the approvers are asked again.";
    private static final Map<String, String> ABOUT_RENEWAL = Map.of(
            "order_not_eligible_for_renewal",
            "CertCentral does not take the order as a renewal of the one in renewal_of_order_id." + ANEW,
            "order_renewed_already",
            "The order in renewal_of_order_id was renewed in CertCentral already." + ANEW);

    private RefusalWords() {}

    /**
     * Returns CertCentral's messages with their codes, or a description of the failed call when there are none; a
     * refusal of a renewal is explained; at most 2,000 characters.
     */
    static String of(RefusedException refusal) {
        String words = refusal.errors().stream()
                .map(error -> Stream.of(error.message(), error.code())
                                .filter(s -> !s.isBlank())
                                .distinct()
                                .collect(Collectors.joining(" (", "", ""))
                        + (error.message().isBlank() || error.code().isBlank() ? "" : ")"))
                .collect(Collectors.joining("; "));
        String plain = refusal.errors().stream()
                .flatMap(error -> Stream.ofNullable(ABOUT_RENEWAL.get(error.code())))
                .distinct()
                .collect(Collectors.joining(" "));
        String told = words.isBlank() ? refusal.getMessage() : plain.isEmpty() ? words : words + ". " + plain;
        return Texts.limited(told, LONGEST);
    }

    /**
     * Returns whether the refusal may be about the payment. [inferred] The codes of refused payments are published
     * nowhere, and a general code may come with the reason in its message, so both are read. A wrong guess does little
     * harm: the person who resolves a refused payment can send the request back to be corrected. A code that names a
     * part of the order outweighs its message, which may repeat words of the order.
     */
    static boolean areAboutPayment(RefusedException refusal) {
        return refusal.status().orElse(0) == 402 || refusal.errors().stream().anyMatch(RefusalWords::isAboutPayment);
    }

    private static boolean isAboutPayment(ApiError error) {
        if (ABOUT_RENEWAL.containsKey(error.code())) {
            return false;
        }
        String code = error.code().toLowerCase(Locale.ROOT);
        if (Stream.of("fund", "payment", "balance", "credit", "card", "billing").anyMatch(code::contains)) {
            return true;
        }
        return !OF_A_PART.matcher(code).matches()
                && PAYMENT.matcher(ownWords(error).toLowerCase(Locale.ROOT)).find();
    }

    /**
     * Returns the message without the part of the order that it repeats: every order has fields named after payments.
     */
    private static String ownWords(ApiError error) {
        int echo = error.message().indexOf('{');
        return echo < 0 ? error.message() : error.message().substring(0, echo);
    }
}
