package io.eseal.payment;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.FakeTask;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.task.Tasks;
import java.math.BigDecimal;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PriceForApproversTest {

    private final PriceForApprovers listener = new PriceForApprovers(
            Tasks.catalogue(),
            new PaymentSettings(new BigDecimal("450.50"), Duration.ofMinutes(2), Duration.ofSeconds(30)));

    @ParameterizedTest
    @ValueSource(strings = {Elements.USER_APPROVE_REQUEST, Elements.USER_RESOLVE_PAYMENT})
    void approvers_and_whoever_mends_the_payment_are_told_what_the_order_may_cost(String key) {
        FakeTask task = created(key);
        listener.on(task.task);
        verify(task.task).setVariableLocal("price", "450.50");
    }

    @Test
    void nobody_else_is() {
        FakeTask task = created(Elements.USER_INSTALL_CERTIFICATE);
        listener.on(task.task);
        verify(task.task, never()).setVariableLocal(any(), any());
    }

    private static FakeTask created(String key) {
        FakeTask task = new FakeTask("ES-00000001", key);
        when(task.task.getEventName()).thenReturn("create");
        return task;
    }
}
