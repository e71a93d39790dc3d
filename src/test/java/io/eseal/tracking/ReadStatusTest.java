package io.eseal.tracking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.ReadOrders;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.OrderInfoBuilder;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.lifecycle.EsealState;
import io.eseal.order.OrderServices;
import java.util.Date;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadStatusTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0STATE01");
    private static final EsealId OTHER = EsealId.of("ES-0STATE02");

    private final CertCentral certCentral = mock(CertCentral.class);
    private final DelegateExecution execution = mock(DelegateExecution.class);

    ReadStatusTest() {
        super(Database.H2);
    }

    @BeforeEach
    void an_order() {
        request(ID);
        transaction.executeWithoutResult(status -> register.ordered(ID, OrderId.of(7)));
        when(execution.getProcessBusinessKey()).thenReturn(ID.value());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ES-0STATE01", "", " "})
    void the_status_of_an_order_that_names_this_request_or_none_is_taken(String reference) {
        read(Optional.of(reference));

        verify(execution).setVariable("orderStatus", "issued");
        assertThat(register.find(ID).orElseThrow().orderStatus()).contains("issued");
    }

    @Test
    void so_is_that_of_an_order_without_a_reference() {
        read(Optional.empty());

        verify(execution).setVariable("orderStatus", "issued");
    }

    @Test
    void nothing_is_believed_of_an_order_that_names_another_request_and_both_are_told() {
        assertThatThrownBy(() -> read(Optional.of(OTHER.value())))
                .isInstanceOfSatisfying(
                        BpmnError.class,
                        error -> assertThat(error.getErrorCode()).isEqualTo("ORDER_OF_ANOTHER"));

        verify(execution, never()).setVariable(eq("orderStatus"), any());
        verify(execution).removeVariable("orderId");
        verify(execution).removeVariable("outcome");
        verify(execution).setVariable("nextLookUp", Date.from(clock.instant().plusSeconds(30)));
        assertThat(register.find(ID).orElseThrow().orderId()).isEmpty();
        assertThat(register.find(ID).orElseThrow().state()).isEqualTo(EsealState.ORDERING);
        assertThat(timeline.of(ID))
                .filteredOn(entry -> entry.event().equals("order_of_another"))
                .singleElement()
                .satisfies(entry -> assertThat(entry.detail()).contains("7", ID.value(), OTHER.value()));
    }

    private void read(Optional<String> reference) {
        when(certCentral.order(OrderId.of(7)))
                .thenReturn(
                        OrderInfoBuilder.order(7, "issued").reference(reference).build());
        OrderLedger ledger = Ledgers.node(jdbc, transactionManager, clock);
        BpmnError error = transaction.execute(status -> {
            try {
                new ReadStatus(
                                certCentral,
                                register,
                                OrderServices.disowned(ledger, register, timeline, clock),
                                new ReadOrders(clock))
                        .execute(execution);
                return null;
            } catch (BpmnError e) {
                // The engine goes on and commits.
                return e;
            }
        });
        if (error != null) {
            throw error;
        }
    }
}
