package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.SealLinks;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.Csr;
import io.eseal.request.CsrRejected;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.LockedRequests;
import io.eseal.timeline.ReissueEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Adds to each approval task what the request alone does not show: which seal it follows, the key in the CSR, and the
 * changes since the previous round.
 */
@Component
class ApproversView {

    private final EsealRegister register;
    private final ApprovalRounds rounds;
    private final KnownKeys keys;
    private final SealLinks links;
    private final Timeline timeline;

    ApproversView(EsealRegister register, ApprovalRounds rounds, KnownKeys keys, SealLinks links, Timeline timeline) {
        this.register = register;
        this.rounds = rounds;
        this.keys = keys;
        this.links = links;
        this.timeline = timeline;
    }

    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName())
                && Elements.USER_APPROVE_REQUEST.equals(task.getTaskDefinitionKey())) {
            show(task);
        }
    }

    private void show(DelegateTask task) {
        View view = view(EsealId.of(task.getExecution().getProcessBusinessKey()), ProcessVariables.request(task));
        view.follows().ifPresent(follows -> task.setVariableLocal(Variables.FOLLOWS, follows));
        view.key().ifPresent(key -> task.setVariableLocal(Variables.KEY, ProcessVariables.jsonValue(key)));
        if (!view.changes().isEmpty()) {
            task.setVariableLocal(Variables.CHANGES, ProcessVariables.jsonValue(view.changes()));
        }
    }

    /** Returns what the approvers of a round see; the tasks of one round are made in one transaction. */
    private View view(EsealId id, OrderBody request) {
        Optional<Eseal> eseal = register.find(id);
        int round = eseal.map(Eseal::approvalRound).orElse(0);
        return LockedRequests.known(id, View.class)
                .filter(view -> view.round() == round && view.request().equals(request))
                .orElseGet(() -> {
                    View view = new View(
                            round,
                            request,
                            links.predecessor(id).map(link -> follows(link, request.isRenewal())),
                            request.csr().flatMap(csr -> key(id, csr)),
                            eseal.map(this::changes).orElse(List.of()));
                    LockedRequests.remember(id, view);
                    return view;
                });
    }

    private record View(
            int round,
            OrderBody request,
            Optional<String> follows,
            Optional<Map<String, String>> key,
            List<Map<String, String>> changes) {}

    private static String follows(SealLinks.Link link, boolean linkedInCertCentral) {
        return link.kind().name().toLowerCase(Locale.ROOT) + " of " + link.id()
                + link.orderId().map(order -> ", order " + order).orElse("")
                + link.validTill()
                        .map(till -> ", ends on " + till.toString().substring(0, 10))
                        .orElse("")
                + (linkedInCertCentral ? "" : "; CertCentral is asked for a new order that renews none");
    }

    private Optional<Map<String, String>> key(EsealId esealId, String csr) {
        try {
            Csr key = Csr.parse(csr);
            Map<String, String> shown = new LinkedHashMap<>();
            shown.put("kind", "RSA, " + key.keySize() + " bits");
            shown.put("fingerprint", Fingerprints.shown(key.keyFingerprint()));
            key.subject().ifPresent(subject -> shown.put("subject", ChangedField.shortened(subject)));
            List<String> others = keys.others(esealId, key.keyPrint()).stream()
                    .map(use -> use.id() + " (" + use.state() + ")")
                    .toList();
            timeline.last(esealId, EventKind.REISSUE_OF)
                    .flatMap(ApproversView::replaced)
                    .ifPresent(replaced -> shown.put("replaces", replaced));
            if (!others.isEmpty()) {
                shown.put("known", "ordered before with " + String.join(", ", others));
            }
            return Optional.of(shown);
        } catch (CsrRejected e) {
            return Optional.empty();
        }
    }

    private static Optional<String> replaced(TimelineEntry entry) {
        return entry.as(ReissueEvents.ReissueOf.class)
                .map(reissue -> reissue.presentKey().map(Fingerprints::shown).orElse("the key")
                        + " of " + reissue.predecessor()
                        + entry.person()
                                .map(person -> ", asked for by " + person)
                                .orElse("")
                        + (reissue.reason().isEmpty()
                                ? ""
                                : ". Reason given: " + ChangedField.shortened(reissue.reason())));
    }

    private List<Map<String, String>> changes(Eseal eseal) {
        List<Map<String, String>> changes = new ArrayList<>();
        rounds.previous(eseal)
                .ifPresent(before -> rounds.current(eseal).ifPresent(now -> {
                    before.content()
                            .changesTo(now.content())
                            .forEach(change ->
                                    changes.add(row(FieldNames.of(change.path()), change.before(), change.after())));
                    if (before.price().compareTo(now.price()) != 0) {
                        changes.add(row(
                                "Price at most",
                                Optional.of(before.price()).map(BigDecimal::toPlainString),
                                Optional.of(now.price()).map(BigDecimal::toPlainString)));
                    }
                }));
        return changes;
    }

    private static Map<String, String> row(String field, Optional<String> before, Optional<String> after) {
        return Map.of(
                "field",
                field,
                "before",
                before.map(ChangedField::shortened).orElse("–"),
                "after",
                after.map(ChangedField::shortened).orElse("–"));
    }
}
