package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.Timeline;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;

/**
 * Closes the attempt of an order in doubt after a person decided that the order does not exist; the next attempt is a
 * new one.
 */
@Component("abandonOrder")
class AbandonOrder implements ExecutionListener {

    private final OrderSender sender;
    private final Timeline timeline;

    AbandonOrder(OrderSender sender, Timeline timeline) {
        this.sender = sender;
        this.timeline = timeline;
    }

    @Override
    public void notify(DelegateExecution execution) {
        EsealId id = EsealId.of(execution.getProcessBusinessKey());
        sender.close(id);
        timeline.add(id, new OrderEvents.Abandoned());
    }
}
