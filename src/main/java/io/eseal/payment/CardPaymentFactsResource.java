package io.eseal.payment;

import io.eseal.approval.GivenApprovals;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.order.OrderSender;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import io.eseal.security.RunAsSystem;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.tags.Tag;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RestController;

/** Shows the facts of a card payment; the payment page reads them before it asks for a card. */
@RestController
@Tag(name = "Payment")
class CardPaymentFactsResource {

    private final EsealAccess access;
    private final CardTask task;
    private final RunAsSystem system;
    private final OrderSender sender;
    private final GivenApprovals approvals;
    private final PaymentSettings settings;

    CardPaymentFactsResource(
            EsealAccess access,
            CardTask task,
            RunAsSystem system,
            OrderSender sender,
            GivenApprovals approvals,
            PaymentSettings settings) {
        this.access = access;
        this.task = task;
        this.system = system;
        this.sender = sender;
        this.approvals = approvals;
        this.settings = settings;
    }

    @Operation(
            summary = "Show what is to be paid by card",
            description = "And whether it can be paid now: status is waiting, under_way or over.")
    @GetMapping("/api/eseals/{id}/card-payment")
    CardPaymentFacts facts(@PathVariable String id, Caller caller) {
        Eseal eseal = access.visible(id, caller);
        return CardPaymentFacts.of(
                eseal, status(eseal.id()), caller.in(Groups.FINANCE), settings.price(), approvals.of(eseal));
    }

    private CardPaymentFacts.Status status(EsealId id) {
        // The ledger is read first, so that a payment which ends between the two reads is over and never waiting.
        boolean underWay = sender.underWay(id).isPresent();
        boolean open = system.call(() -> task.of(id)).isPresent();
        if (!open) {
            return CardPaymentFacts.Status.OVER;
        }
        return underWay ? CardPaymentFacts.Status.UNDER_WAY : CardPaymentFacts.Status.WAITING;
    }
}
