package io.eseal.tracking;

import io.eseal.certcentral.OrderReference;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OrderMoved;
import io.eseal.lifecycle.WaitingInstances;
import java.util.Map;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.stereotype.Component;

/** Tells those who wait for it that an order changed: its process instance, or whoever watches the issued seal. */
@Component
class OrderNews {

    private final EsealRegister register;
    private final WaitingInstances instances;
    private final ApplicationEventPublisher events;

    OrderNews(EsealRegister register, WaitingInstances instances, ApplicationEventPublisher events) {
        this.register = register;
        this.instances = instances;
        this.events = events;
    }

    void tell(OrderReference change) {
        register.findByOrder(change.orderId()).ifPresent(eseal -> tell(eseal, change));
    }

    private void tell(Eseal eseal, OrderReference change) {
        if (moved(eseal, change)) {
            // An instance that does not wait for the message is busy, or does not need the status any more.
            instances.tell(eseal.id(), Messages.ORDER_STATUS_CHANGED, Map.of());
        }
        if (eseal.state() == EsealState.DELIVERY || eseal.state() == EsealState.IN_SERVICE) {
            events.publishEvent(new OrderMoved(eseal, change.status(), change.certificateId()));
        }
    }

    /** Returns whether the status differs from the one read last, or is not shown. */
    private static boolean moved(Eseal eseal, OrderReference change) {
        return change.status().isEmpty() || !eseal.orderStatus().equals(change.status());
    }
}
