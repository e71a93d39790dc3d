package io.eseal.certificate;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.ApprovalRequest;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.NotAuthorizedException;
import io.eseal.certcentral.NotOfferedException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.RefusedException;
import io.eseal.certcentral.UnclearException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.List;
import java.util.Optional;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.ArgumentMatchers.contains;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

class RevocationTest {

    private static final String ID = "ES-1";

    private final CertCentral certCentral = mock(CertCentral.class);
    private final EsealRegister register = mock(EsealRegister.class);
    private final Timeline timeline = mock(Timeline.class);
    private final Revocation revocation = new Revocation(certCentral, register, timeline);

    @BeforeEach
    void an_issued_order() {
        when(certCentral.order(7)).thenReturn(OrderInfo.of(7, "issued"));
        when(certCentral.revokeOrder(anyLong(), any())).thenReturn(Optional.empty());
    }

    @Test
    void all_certificates_of_the_order_are_revoked_with_a_reason() {
        assertThat(revocation.revoke(ID, 7)).isTrue();

        verify(certCentral).revokeOrder(eq(7L), contains(ID));
        verify(timeline).add(ID, "revocation_requested_at_certcentral", "order 7");
    }

    @Test
    void what_is_revoked_already_is_not_revoked_again() {
        when(certCentral.order(7)).thenReturn(OrderInfo.of(7, "revoked"));

        assertThat(revocation.revoke(ID, 7)).isTrue();

        verify(certCentral, never()).revokeOrder(anyLong(), any());
        verify(register).orderStatus(ID, "revoked");
    }

    @ParameterizedTest
    @ValueSource(strings = {"submitted", "pending", "a new word"})
    void a_request_that_waits_for_its_approval_is_approved(String status) {
        when(certCentral.revokeOrder(anyLong(), any())).thenReturn(Optional.of(ApprovalRequest.of(9, "revoke", status)));

        assertThat(revocation.revoke(ID, 7)).isTrue();

        verify(certCentral).approveRequest(eq(9L), any());
    }

    @Test
    void a_request_without_a_status_is_approved_too_but_an_approved_one_is_not() {
        when(certCentral.revokeOrder(anyLong(), any()))
                .thenReturn(Optional.of(new ApprovalRequest(9, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty())))
                .thenReturn(Optional.of(ApprovalRequest.of(10, "revoke", "approved")));

        revocation.revoke(ID, 7);
        revocation.revoke(ID, 7);

        verify(certCentral).approveRequest(eq(9L), any());
        verify(certCentral, never()).approveRequest(eq(10L), any());
    }

    @Test
    void a_key_that_may_not_approve_leaves_it_to_a_person() {
        when(certCentral.revokeOrder(anyLong(), any())).thenReturn(Optional.of(ApprovalRequest.of(9, "revoke", "pending")));
        doThrow(notAuthorized("access_denied|invalid_approver")).when(certCentral).approveRequest(anyLong(), any());

        assertThat(revocation.revoke(ID, 7)).isFalse();

        verify(timeline).add(eq(ID), eq("revocation_refused"), contains("invalid_approver"));
    }

    @Test
    void a_refusal_or_a_call_that_is_not_there_leaves_it_to_a_person() {
        when(certCentral.revokeOrder(anyLong(), any())).thenThrow(new RefusedException("PUT", 400, List.of()))
                .thenThrow(new NotOfferedException("PUT", 405, List.of()));

        assertThat(revocation.revoke(ID, 7)).isFalse();
        assertThat(revocation.revoke(ID, 7)).isFalse();
    }

    @Test
    void a_wrong_key_or_an_unclear_answer_is_raised() {
        when(certCentral.revokeOrder(anyLong(), any())).thenThrow(notAuthorized("access_denied|missing_permission")).thenThrow(new UnclearException("PUT", "lost"));

        assertThatThrownBy(() -> revocation.revoke(ID, 7)).isInstanceOf(NotAuthorizedException.class);
        assertThatThrownBy(() -> revocation.revoke(ID, 7)).isInstanceOf(UnclearException.class);
    }

    @ParameterizedTest
    @CsvSource({"revoked, '', '', true", "issued, '', '', false", "issued, revoke, approved, true", "issued, revoke, pending, false",
            "issued, new_request, approved, false", "canceled, '', '', false"})
    void an_order_counts_as_revoked_by_its_status_or_by_an_approved_request(String status, String type, String requestStatus, boolean revoked) {
        List<OrderInfo.Request> requests = type.isEmpty() ? List.of()
                : List.of(new OrderInfo.Request(9, Optional.of(type), Optional.of(requestStatus), Optional.empty(), Optional.empty()));
        when(certCentral.order(7)).thenReturn(new OrderInfo(7, status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(),
                Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), false, false, requests));

        assertThat(revocation.isRevoked(ID, 7)).isEqualTo(revoked);
    }

    private static NotAuthorizedException notAuthorized(String code) {
        return new NotAuthorizedException("PUT", 403, List.of(new ApiError(code, "")));
    }
}
