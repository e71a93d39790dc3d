package io.eseal.notification;

import io.eseal.approval.NoEligibleApprover;
import io.eseal.ledgercheck.DifferencesFound;
import io.eseal.order.SurplusOrder;
import io.eseal.security.Groups;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Mails operators about differences, requests without an eligible approver and surplus orders, which only operators can
 * resolve.
 */
@Component
@ConditionalOnMail
class OperatorNotices {

    private static final int MOST_SHOWN = 100;

    private final Addresses addresses;
    private final Outbox outbox;

    OperatorNotices(Addresses addresses, Outbox outbox) {
        this.addresses = addresses;
        this.outbox = outbox;
    }

    @EventListener
    void on(DifferencesFound found) {
        int count = found.sentences().size();
        outbox.put(
                MailKind.DIFFERENCES,
                addresses.ofGroups(List.of(Groups.OPERATORS), Set.of()),
                Map.of(
                        "checkId",
                        found.checkId(),
                        "count",
                        count,
                        "sentences",
                        found.sentences().subList(0, Math.min(count, MOST_SHOWN)),
                        "more",
                        Math.max(0, count - MOST_SHOWN)));
    }

    @EventListener
    void on(NoEligibleApprover found) {
        outbox.put(
                MailKind.NOBODY_LEFT,
                addresses.ofGroups(List.of(Groups.OPERATORS), Set.of()),
                Map.of("esealId", found.esealId().value(), "sentence", found.sentence()));
    }

    @EventListener
    void on(SurplusOrder found) {
        outbox.put(
                MailKind.SURPLUS_ORDER,
                addresses.ofGroups(List.of(Groups.OPERATORS), Set.of()),
                Map.of("esealId", found.esealId().value(), "sentence", found.sentence()));
    }
}
