package io.eseal.order;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.RefusedException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RefusalWordsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The account has insufficient funds for this purchase.",
                "Your BALANCE is too low.",
                "payment_method could not be charged",
                "The card was declined.",
                "No credit left",
                "An invoice is overdue",
                "Please deposit money first"
            })
    void a_payment_is_recognised_by_its_words_under_a_general_code(String message) {
        assertThat(RefusalWords.areAboutPayment(refused("invalid_request", message)))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "The CSR is not valid.",
                "The organisation is not refundable",
                "Scorecards are not supported",
                "Discard the request",
                "job_title is required",
                "You have insufficient permission",
                ""
            })
    void other_words_are_about_the_request(String message) {
        assertThat(RefusalWords.areAboutPayment(refused("invalid_request", message)))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_contact", "invalid_csr", "missing_organization", "invalid_organization|address"})
    void a_code_that_names_a_part_of_the_order_decides_whatever_the_message_repeats(String code) {
        assertThat(RefusalWords.areAboutPayment(
                        refused(code, "Cannot be processed: {\"payment_method\":\"card\",\"credit_card\":{}}")))
                .isFalse();
        assertThat(RefusalWords.areAboutPayment(refused(code, "Cannot be processed: payment_method=card")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"order_renewed_already", "order_not_eligible_for_renewal"})
    void a_refused_renewal_is_explained_and_is_not_about_payment(String code) {
        RefusedException refused = refused(code, "Renewal cannot be charged");

        assertThat(RefusalWords.of(refused))
                .startsWith("Renewal cannot be charged (" + code + "). ")
                .contains("leave renewal_of_order_id empty");
        assertThat(RefusalWords.areAboutPayment(refused)).isFalse();
    }

    @Test
    void what_a_message_repeats_of_the_order_is_not_searched_for_words_of_payment() {
        assertThat(RefusalWords.areAboutPayment(
                        refused("invalid_request", "Wrong title in {\"payment_method\":\"card\"}")))
                .isFalse();
        assertThat(RefusalWords.areAboutPayment(refused("", "Payment failed for {\"payment_method\":\"card\"}")))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"invalid_credit_card", "missing_payment_method", "payment_declined", "insufficient_funds"})
    void a_code_of_a_payment_decides_too(String code) {
        assertThat(RefusalWords.areAboutPayment(refused(code, "Cannot be processed")))
                .isTrue();
    }

    @Test
    void words_are_at_most_two_thousand_characters() {
        List<ApiError> many = java.util.Collections.nCopies(20, new ApiError("code", "m".repeat(1000)));
        assertThat(RefusalWords.of(new RefusedException("POST /x", 400, many))).hasSize(2000);
    }

    private static RefusedException refused(String code, String message) {
        return new RefusedException("POST /order/certificate/eu_eseal", 400, List.of(new ApiError(code, message)));
    }
}
