package io.eseal.payment;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.order.OrderSender;
import io.eseal.order.PlaceOrderResult;
import io.eseal.timeline.PaymentEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.TaskService;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Applies the outcome of a card payment to the process exactly once, from the call of the payer or from the sweep. */
@Component
class CardSettlement {

    private final CardTask task;
    private final TaskService tasks;
    private final OrderSender sender;
    private final EsealRegister register;
    private final Timeline timeline;

    CardSettlement(CardTask task, TaskService tasks, OrderSender sender, EsealRegister register, Timeline timeline) {
        this.task = task;
        this.tasks = tasks;
        this.sender = sender;
        this.register = register;
        this.timeline = timeline;
    }

    /**
     * Completes the task of a payment whose outcome is known; after a decline it leaves the task open for another card.
     * Does nothing while there is no outcome.
     */
    @Transactional
    public void settle(EsealId esealId) {
        // The payer's call and the sweep may arrive at the same moment.
        register.lock(esealId);
        task.of(esealId)
                .ifPresent(
                        open -> sender.settled(esealId).ifPresent(outcome -> settle(esealId, open.getId(), outcome)));
    }

    /**
     * Completes the task of a request that differs from what was approved, so that the order step sends it back. Does
     * nothing once a payment was sent.
     */
    @Transactional
    public void giveBack(EsealId esealId) {
        register.lock(esealId);
        task.of(esealId)
                .filter(open -> sender.underWay(esealId).isEmpty())
                .ifPresent(open -> tasks.complete(open.getId()));
    }

    private void settle(EsealId esealId, String taskId, PlaceOrderResult outcome) {
        if (outcome instanceof PlaceOrderResult.Refused refused && refused.payment()) {
            timeline.add(esealId, new PaymentEvents.CardDeclined());
            sender.close(esealId);
        } else {
            tasks.complete(taskId);
        }
    }
}
