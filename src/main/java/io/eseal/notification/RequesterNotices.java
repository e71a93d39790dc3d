package io.eseal.notification;

import io.eseal.certcentral.OrderStatus;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.Outcome;
import io.eseal.lifecycle.StateEntered;
import io.eseal.task.DecisionTaken;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskMail;
import io.eseal.timeline.ApprovalEvents;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.camunda.bpm.engine.delegate.DelegateTask;
import org.camunda.bpm.engine.delegate.TaskListener;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Mails requesters about the outcome of their requests; {@link TaskNotices} mails them about their tasks. */
@Component
@ConditionalOnMail
class RequesterNotices {

    private static final Map<EsealState, MailKind> KINDS = Map.of(
            EsealState.REJECTED,
            MailKind.REJECTED,
            EsealState.CANCELED,
            MailKind.CANCELED,
            EsealState.DELIVERY,
            MailKind.ISSUED,
            EsealState.IN_SERVICE,
            MailKind.IN_SERVICE,
            EsealState.REVOKED,
            MailKind.REVOKED,
            EsealState.EXPIRED,
            MailKind.EXPIRED);

    private final TaskCatalogue catalogue;
    private final EsealRegister register;
    private final Timeline timeline;
    private final Addresses addresses;
    private final Outbox outbox;
    private final OpenRevocations revocations;

    RequesterNotices(
            TaskCatalogue catalogue,
            EsealRegister register,
            Timeline timeline,
            Addresses addresses,
            Outbox outbox,
            OpenRevocations revocations) {
        this.revocations = revocations;
        this.catalogue = catalogue;
        this.register = register;
        this.timeline = timeline;
        this.addresses = addresses;
        this.outbox = outbox;
    }

    @EventListener
    void on(StateEntered entered) {
        Optional.ofNullable(KINDS.get(entered.state()))
                .ifPresent(kind -> register.find(entered.esealId())
                        .filter(eseal -> kind != MailKind.ISSUED || isNews(eseal))
                        .ifPresent(eseal -> tell(eseal, kind)));
    }

    /**
     * Returns whether the requester is to be told that the certificate was issued. For a token, the task to confirm the
     * receipt has a mail of its own, and a seal that is revoked passes its delivery on its way out.
     */
    private boolean isNews(Eseal eseal) {
        return !eseal.request().isOnToken() && !revocations.isSettled(eseal.id());
    }

    /** Mails the requester, and the person who asked for a revocation, that the revocation was declined. */
    @EventListener
    void on(DecisionTaken decided) {
        if (isAboutRevocation(decided.task()) && decided.decision().choice() == Outcome.REJECT) {
            Eseal eseal = register.find(decided.esealId()).orElseThrow();
            Map<String, Object> facts = MailModel.of(eseal);
            facts.put("reason", decided.decision().comment());
            outbox.put(
                    MailKind.REVOCATION_DECLINED,
                    Stream.concat(
                                    Stream.of(eseal.requester()),
                                    timeline
                                            .last(eseal.id(), EventKind.REVOCATION_REQUESTED)
                                            .flatMap(TimelineEntry::person)
                                            .stream())
                            .map(addresses::ofUser)
                            .flatMap(Optional::stream)
                            .collect(Collectors.toCollection(TreeSet::new)),
                    facts);
        }
    }

    /** Mails the requester if another person asks for the revocation of the requester's seal. */
    @EventListener
    void on(DelegateTask task) {
        if (TaskListener.EVENTNAME_CREATE.equals(task.getEventName())
                && isAboutRevocation(task.getTaskDefinitionKey())
                && task.getExecution() != null) {
            EsealId.read(task.getExecution().getProcessBusinessKey())
                    .flatMap(register::find)
                    .ifPresent(eseal -> timeline.last(eseal.id(), EventKind.REVOCATION_REQUESTED)
                            .filter(entry -> !entry.person().equals(Optional.of(eseal.requester())))
                            .ifPresent(entry -> tell(eseal, MailKind.REVOCATION_REQUESTED)));
        }
    }

    private boolean isAboutRevocation(String task) {
        return catalogue
                .find(task)
                .filter(definition -> definition.mail().kind() == TaskMail.Kind.REVOCATION_WANTED)
                .isPresent();
    }

    private void tell(Eseal eseal, MailKind kind) {
        Map<String, Object> facts = MailModel.of(eseal);
        switch (kind) {
            case REJECTED -> whyRejected(eseal, facts);
            case CANCELED -> whyCanceled(eseal, facts);
            case REVOCATION_REQUESTED ->
                timeline.last(eseal.id(), EventKind.REVOCATION_REQUESTED)
                        .ifPresent(entry -> by(
                                entry.actor(),
                                entry.as(SealEvents.RevocationRequested.class)
                                        .map(SealEvents.RevocationRequested::reason)
                                        .orElse(""),
                                facts));
            default -> {}
        }
        outbox.put(kind, addresses.ofUser(eseal.requester()).map(Set::of).orElse(Set.of()), facts);
    }

    private void whyRejected(Eseal eseal, Map<String, Object> facts) {
        if (eseal.orderStatus().filter(OrderStatus.REJECTED::is).isPresent()) {
            facts.put("byCertCentral", true);
            return;
        }
        rejection(eseal)
                .or(() -> decision(eseal, Outcome.FAILED))
                .ifPresent(choice -> by(choice.actor, choice.comment, facts));
    }

    private void whyCanceled(Eseal eseal, Map<String, Object> facts) {
        timeline.last(eseal.id(), EventKind.CANCELLATION_REQUESTED)
                .ifPresentOrElse(
                        entry -> by(
                                entry.actor(),
                                entry.as(OrderEvents.CancellationRequested.class)
                                        .map(OrderEvents.CancellationRequested::reason)
                                        .orElse(""),
                                facts),
                        () -> decision(eseal, Outcome.CANCEL)
                                .ifPresentOrElse(
                                        choice -> by(choice.actor, choice.comment, facts),
                                        () -> facts.put("byCertCentral", true)));
    }

    /** Returns the last approver's decision if it is a rejection; empty otherwise. */
    private Optional<Choice> rejection(Eseal eseal) {
        return timeline.last(eseal.id(), EventKind.APPROVAL)
                .flatMap(entry -> entry.as(ApprovalEvents.Decided.class)
                        .filter(decided -> Outcome.REJECT.is(decided.choice()))
                        .map(decided -> new Choice(entry.actor(), decided.comment())));
    }

    /** Returns the last decision at any other task if it has this outcome; empty otherwise. */
    private Optional<Choice> decision(Eseal eseal, Outcome wanted) {
        return timeline.last(eseal.id(), EventKind.DECISION)
                .flatMap(entry -> entry.as(TaskEvents.Decided.class)
                        .filter(decided -> wanted.is(decided.choice()))
                        .map(decided -> new Choice(entry.actor(), decided.comment())));
    }

    private static void by(String actor, String reason, Map<String, Object> facts) {
        facts.put("actor", actor);
        facts.put("reason", reason);
    }

    private record Choice(String actor, String comment) {}
}
