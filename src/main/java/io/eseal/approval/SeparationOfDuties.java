package io.eseal.approval;

import io.eseal.lifecycle.Decision;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import io.eseal.lifecycle.TimelineEntry;
import org.springframework.stereotype.Component;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may not act on a request because of what they did on it before, told by our own records. */
@Component
public class SeparationOfDuties {

    private static final String AT_THE_PAYMENT = Elements.USER_RESOLVE_PAYMENT + ": ";

    private final EsealRegister register;
    private final Approvals approvals;
    private final Timeline timeline;
    private final ApprovalSettings settings;

    SeparationOfDuties(EsealRegister register, Approvals approvals, Timeline timeline, ApprovalSettings settings) {
        this.register = register;
        this.approvals = approvals;
        this.timeline = timeline;
        this.settings = settings;
    }

    /** Why the person may not decide on the request in this round; empty when nothing stands against it. */
    Optional<String> againstApproval(Eseal eseal, String person) {
        if (person.equals(eseal.requester())) {
            return Optional.of("You requested this seal; somebody else must decide on it.");
        }
        if (editorsOf(eseal.id()).contains(person)) {
            return Optional.of("You changed this request; somebody else must decide on it.");
        }
        return approvals.approversOf(eseal).contains(person)
                ? Optional.of("You decided on this request already for another group; somebody else must take this decision.") : Optional.empty();
    }

    /** User ids of all whom {@link #againstApproval} refuses; the requester too. */
    public Set<String> barredFromApproval(String esealId) {
        return register.find(esealId).map(eseal -> {
            Set<String> barred = new HashSet<>(approvals.approversOf(eseal));
            barred.addAll(editorsOf(esealId));
            barred.add(eseal.requester());
            return barred;
        }).orElseGet(HashSet::new);
    }

    /**
     * Why the person may not pay for the request by card; empty when nothing stands against it. Retrying a payment from the
     * account spends what others approved too, and another method goes back to the approvers: that anybody in finance may do.
     */
    public Optional<String> againstPayment(String esealId, String person) {
        return barredFromPayment(esealId).contains(person) ? Optional.of("You approved this request; somebody else must pay for it.") : Optional.empty();
    }

    /** User ids of all whom {@link #againstPayment} refuses. */
    public Set<String> barredFromPayment(String esealId) {
        return register.find(esealId).filter(eseal -> !settings.approverMayPay()).map(approvals::approversOf).map(Set::copyOf).orElse(Set.of());
    }

    /** Whoever corrected the request or chose another payment, in whatever round: what they wrote is what is decided on. */
    private Set<String> editorsOf(String esealId) {
        return timeline.of(esealId).stream().filter(SeparationOfDuties::isEdit).map(TimelineEntry::actor).collect(Collectors.toSet());
    }

    private static boolean isEdit(TimelineEntry entry) {
        return switch (entry.event()) {
            case "task_completed" -> entry.detail().equals(Elements.USER_CORRECT_REQUEST);
            case "decision" -> entry.detail().startsWith(AT_THE_PAYMENT)
                    && Decision.of(entry.detail().substring(AT_THE_PAYMENT.length())).choice().equals("change");
            default -> false;
        };
    }
}
