package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.Organization;
import io.eseal.certcentral.OrganizationValidation;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.AccountAnswers;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.OrderRefused;
import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestValidationTest {

    private final CertCentral certCentral = mock(CertCentral.class);
    private final TestClock clock = new TestClock();
    private final RecentAnswers answers = new RecentAnswers(certCentral, RequestSettings.defaults(), clock);
    private final RequestValidation validation = new RequestValidation(
            new RequestRules(TestClock.FIXED),
            answers,
            new AccountChecks(answers, RequestSettings.defaults(), TestClock.FIXED),
            mock(RenewalRules.class),
            mock(EsealRegister.class),
            mock(KnownKeys.class));

    @BeforeEach
    void nothing_is_missing_in_the_account() {
        AccountAnswers.complete(certCentral);
    }

    @Test
    void an_organisation_that_CertCentral_knows_is_right() {
        assertThat(validation
                        .validate(EsealId.of("ES-00000001"), OrderBody.of(OrderBodies.onToken()))
                        .findings())
                .isEmpty();
    }

    @Test
    void many_requests_ask_for_the_account_once_in_five_minutes() {
        for (int i = 0; i < 3; i++) {
            assertThat(findings()).isEmpty();
        }
        asked(1);

        clock.pass(Duration.ofMinutes(5));
        assertThat(findings()).isEmpty();
        asked(2);
    }

    @Test
    void a_request_that_was_found_wrong_is_not_held_to_what_the_account_was_before() {
        when(certCentral.organization(anyLong())).thenReturn(Organization.of(2042709, "Example NV", false));
        assertThat(findings()).hasSize(1);

        when(certCentral.organization(anyLong())).thenReturn(Organization.of(2042709, "Example NV", true));
        assertThat(findings()).isEmpty();
    }

    @Test
    void after_CertCentral_refused_an_order_the_account_is_asked_for_anew() {
        assertThat(findings()).isEmpty();

        answers.on(new OrderRefused(EsealId.of("ES-00000002")));

        assertThat(findings()).isEmpty();
        asked(2);
    }

    private List<Finding> findings() {
        return validation
                .validate(EsealId.of("ES-00000001"), OrderBody.of(OrderBodies.onToken()))
                .findings();
    }

    private void asked(int times) {
        verify(certCentral, times(times)).organization(2042709);
        verify(certCentral, times(times)).organizationValidations(2042709);
        verify(certCentral, times(times)).product("eu_eseal");
        verify(certCentral, times(times)).user(2812497);
    }

    @ParameterizedTest
    @CsvSource({"not_found", "not_found|organization"})
    void one_that_CertCentral_itself_says_is_not_there_is_unknown(String code) {
        answered(404, code);

        assertThat(validation
                        .validate(EsealId.of("ES-00000001"), OrderBody.of(OrderBodies.onToken()))
                        .findings())
                .extracting(Finding::rule)
                .containsExactly("unknown");
    }

    @ParameterizedTest
    @CsvSource({"400, bad_request_format", "400, not_found|organization", "404, gateway_error", "409, conflict"})
    void any_other_refusal_says_nothing_of_the_organisation_and_is_not_put_to_the_requester(int status, String code) {
        answered(status, code);

        assertThatThrownBy(() -> validation.validate(EsealId.of("ES-00000001"), OrderBody.of(OrderBodies.onToken())))
                .isInstanceOf(RefusedException.class);
    }

    @Test
    void a_page_of_something_in_between_says_nothing_of_it_either() {
        when(certCentral.organization(anyLong()))
                .thenThrow(
                        new UnknownOutcomeException("GET /organization/{organizationId}", "the answer was status 404"));

        assertThatThrownBy(() -> validation.validate(EsealId.of("ES-00000001"), OrderBody.of(OrderBodies.onToken())))
                .isInstanceOf(UnknownOutcomeException.class);
    }

    @Test
    void everything_that_the_account_lacks_is_told_at_once_with_what_is_wrong_in_the_body() {
        when(certCentral.product("eu_eseal"))
                .thenThrow(new RefusedException(
                        "GET /product/{nameId}", 404, List.of(new ApiError("not_found|product", "no such product"))));
        when(certCentral.user(2812497)).thenReturn(AccountAnswers.user(2812497, "inactive", Optional.of("  ")));
        when(certCentral.organizationValidations(2042709)).thenReturn(List.of(validation("active", in(29))));

        assertThat(findings(OrderBodies.with(OrderBodies.onToken(), "certificate.signature_hash", "'md5'")))
                .extracting(finding -> finding.path() + " " + finding.rule())
                .contains(
                        "$ not_offered",
                        "$.organization.id validation_ends",
                        "$.organization.contacts[0].user_id inactive",
                        "$.organization.contacts[0].user_id incomplete")
                .anyMatch(finding -> finding.startsWith("$.certificate.signature_hash"));
    }

    @Test
    void a_contact_that_CertCentral_does_not_know_is_unknown() {
        when(certCentral.user(2812497))
                .thenThrow(new RefusedException(
                        "GET /user/{userId}", 404, List.of(new ApiError("not_found", "no such user"))));

        assertThat(findings(OrderBodies.onToken()))
                .extracting(Finding::message)
                .containsExactly("CertCentral knows no user 2812497 in this account.");
    }

    @Test
    void what_CertCentral_lacks_of_a_contact_may_be_given_by_the_request() {
        when(certCentral.user(2812497)).thenReturn(AccountAnswers.user(2812497, "active", Optional.empty()));

        assertThat(findings(OrderBodies.onToken()))
                .extracting(Finding::message)
                .containsExactly(
                        "CertCentral has no telephone of the user 2812497, which DigiCert needs for its checks; "
                                + "give it here, or add it in CertCentral.");
        assertThat(findings(OrderBodies.with(
                        OrderBodies.onToken(), "organization.contacts[0].telephone", "'+353 1 555 0100'")))
                .isEmpty();
    }

    @Test
    void a_validity_that_the_account_does_not_offer_is_told_with_those_that_it_does() {
        when(certCentral.product("eu_eseal")).thenReturn(AccountAnswers.product(2, 3));

        assertThat(findings(OrderBodies.onToken()))
                .extracting(Finding::message)
                .containsExactly("The CertCentral account offers seals for 2, 3 years, not for 1.");
    }

    @ParameterizedTest
    @CsvSource({"active, 31, true", "active, 29, false", "expired, 31, false", "pending, , true", "active, , true"})
    void a_validation_must_last_until_an_issuance_is_likely(String status, Integer days, boolean lasts) {
        when(certCentral.organizationValidations(2042709))
                .thenReturn(List.of(validation(status, days == null ? Optional.empty() : in(days))));

        assertThat(findings(OrderBodies.onToken()).isEmpty()).isEqualTo(lasts);
    }

    @Test
    void an_organisation_without_a_name_that_people_can_see_is_told_before_it_is_ordered_for() {
        for (String name : List.of("", "  ", "\u200B", "\u3164", "\u2800", "-")) {
            when(certCentral.organization(2042709)).thenReturn(Organization.of(2042709, name, true));
            assertThat(findings(OrderBodies.onToken()))
                    .extracting(Finding::rule)
                    .containsExactly("unnamed");
        }
        for (String name : List.of("Example NV", "\u4E2D\u56FD", "3M")) {
            when(certCentral.organization(2042709)).thenReturn(Organization.of(2042709, name, true));
            assertThat(findings(OrderBodies.onToken())).isEmpty();
        }
    }

    @Test
    void an_inactive_organisation_is_told_together_with_its_validation_that_ends() {
        when(certCentral.organization(2042709)).thenReturn(Organization.of(2042709, "Example NV", false));
        when(certCentral.organizationValidations(2042709)).thenReturn(List.of(validation("expired", in(-9))));

        assertThat(findings(OrderBodies.onToken()))
                .extracting(Finding::rule)
                .containsExactly("inactive", "validation_ends");
    }

    @Test
    void a_validation_of_another_type_than_the_products_does_not_help_nor_harm() {
        OrganizationValidation others = validation("ds", "active", in(300));
        when(certCentral.organizationValidations(2042709))
                .thenReturn(List.of(others, validation("OV", "expired", in(-9))));

        assertThat(findings(OrderBodies.onToken()))
                .singleElement()
                .satisfies(finding ->
                        assertThat(finding.message()).contains(" ends on ").doesNotContain("2027"));

        when(certCentral.organizationValidations(2042709)).thenReturn(List.of(validation("ds", "expired", in(-9))));

        assertThat(findings(OrderBodies.onToken()))
                .as("validated as a part of the order")
                .isEmpty();
    }

    @Test
    void one_validation_that_lasts_is_enough() {
        when(certCentral.organizationValidations(2042709))
                .thenReturn(List.of(validation("expired", in(-9)), validation("active", in(300))));

        assertThat(findings(OrderBodies.onToken())).isEmpty();
    }

    @Test
    void what_the_API_key_may_not_ask_is_left_out() {
        NotAuthorizedException denied = new NotAuthorizedException(
                "GET /x", 403, List.of(new ApiError("access_denied|missing_permission", "no")));
        when(certCentral.product("eu_eseal")).thenThrow(denied);
        when(certCentral.user(anyLong())).thenThrow(denied);
        when(certCentral.organizationValidations(anyLong())).thenThrow(denied);

        assertThat(findings(OrderBodies.onToken())).isEmpty();
    }

    @Test
    void another_refusal_of_these_questions_is_not_put_to_the_requester_either() {
        when(certCentral.product("eu_eseal"))
                .thenThrow(new RefusedException(
                        "GET /product/{nameId}", 400, List.of(new ApiError("bad_request_format", "container_id"))));

        assertThatThrownBy(() -> findings(OrderBodies.onToken())).isInstanceOf(RefusedException.class);
    }

    private List<Finding> findings(ObjectNode body) {
        return validation
                .validate(EsealId.of("ES-00000001"), OrderBody.of(body))
                .findings();
    }

    private static Optional<Instant> in(int days) {
        return Optional.of(TestClock.FIXED.instant().plus(Duration.ofDays(days)));
    }

    private static OrganizationValidation validation(String status, Optional<Instant> until) {
        return validation("ov", status, until);
    }

    private static OrganizationValidation validation(String type, String status, Optional<Instant> until) {
        return new OrganizationValidation(
                Optional.of(type),
                Optional.of(type),
                Optional.empty(),
                Optional.of(status),
                Optional.empty(),
                until,
                List.of(),
                Map.of());
    }

    private void answered(int status, String code) {
        when(certCentral.organization(anyLong()))
                .thenThrow(new RefusedException(
                        "GET /organization/{organizationId}",
                        status,
                        List.of(new ApiError(code, "container_id is required"))));
    }
}
