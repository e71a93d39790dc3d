package io.eseal.request;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.Organization;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnknownOutcomeException;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RequestValidationTest {

    private final CertCentral certCentral = mock(CertCentral.class);
    private final RequestValidation validation =
            new RequestValidation(new RequestRules(TestClock.FIXED), certCentral, mock(EsealRegister.class));

    @Test
    void an_organisation_that_CertCentral_knows_is_right() {
        when(certCentral.organization(2042709)).thenReturn(Organization.of(2042709, "Example NV", true));

        assertThat(validation
                        .validate(EsealId.of("ES-00000001"), OrderBody.of(OrderBodies.onToken()))
                        .findings())
                .isEmpty();
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

    private void answered(int status, String code) {
        when(certCentral.organization(anyLong()))
                .thenThrow(new RefusedException(
                        "GET /organization/{organizationId}",
                        status,
                        List.of(new ApiError(code, "container_id is required"))));
    }
}
