package io.eseal.payment;

import io.eseal.lifecycle.CompletionRefused;
import io.eseal.order.OrderPlacement;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.stereotype.Component;

/** The card task completes by paying, never by hand: completing it alone would pay nothing. */
@Component("requireCardPayment")
class RequireCardPayment implements TaskListener {

    private final OrderPlacement placement;

    RequireCardPayment(OrderPlacement placement) {
        this.placement = placement;
    }

    @Override
    public void notify(DelegateTask task) {
        String id = task.getExecution().getProcessBusinessKey();
        if (placement.settled(id).isEmpty()) {
            throw new CompletionRefused(placement.underWay(id).isPresent()
                    ? "The request is being paid; the task completes once the outcome is there."
                    : "Nothing was paid yet. Pay by POST /api/eseals/" + id + "/card-payment; that completes the task.");
        }
    }
}
