package io.eseal.timeline;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Kinds of events, each with the word that is stored and shown to clients. */
public enum EventKind {
    STATE("state", RequestEvents.StateReached.class),
    REQUEST_CHANGED("request_changed", RequestEvents.Changed.class),
    INTERVENTION("intervention", RequestEvents.Intervened.class),
    TASK_COMPLETED("task_completed", TaskEvents.Completed.class),
    DECISION("decision", TaskEvents.Decided.class),
    APPROVAL("approval", ApprovalEvents.Decided.class),
    APPROVAL_REMINDER("approval_reminder", ApprovalEvents.Reminded.class),
    APPROVAL_ESCALATION("approval_escalation", ApprovalEvents.Escalated.class),
    NOBODY_LEFT("nobody_left", ApprovalEvents.NoEligibleApprover.class),
    SOMEBODY_ELIGIBLE("somebody_eligible", ApprovalEvents.SomebodyEligible.class),
    CARD_PRESENTED("card_presented", PaymentEvents.CardPresented.class),
    CARD_DECLINED("card_declined", PaymentEvents.CardDeclined.class),
    ORDERED("ordered", OrderEvents.Ordered.class),
    ORDER_REFUSED("order_refused", OrderEvents.Refused.class),
    ORDER_OUTCOME_UNKNOWN("order_outcome_unknown", OrderEvents.OutcomeUnknown.class),
    ORDER_NOT_SENT("order_not_sent", OrderEvents.NotSent.class),
    ORDER_ABSENT("order_absent", OrderEvents.Absent.class),
    ORDER_IN_DOUBT("order_in_doubt", OrderEvents.InDoubt.class),
    ORDER_ABANDONED("order_abandoned", OrderEvents.Abandoned.class),
    ORDER_OF_ANOTHER("order_of_another", OrderEvents.OfAnother.class),
    ORDER_NOT_TAKEN("order_not_taken", OrderEvents.NotTaken.class),
    ORDER_UNCLAIMED("order_unclaimed", OrderEvents.Unclaimed.class),
    SURPLUS_ORDER("surplus_order", OrderEvents.Surplus.class),
    SURPLUS_ORDER_CANCELED("surplus_order_canceled", OrderEvents.SurplusCanceled.class),
    ORDER_STATUS("order_status", OrderEvents.StatusRead.class),
    LEDGER_DIFFERENCE("ledger_difference", OrderEvents.Differs.class),
    CANCELLATION_REQUESTED("cancellation_requested", OrderEvents.CancellationRequested.class),
    CANCELLATION("cancellation", OrderEvents.CancellationAnswered.class),
    STEP_PULLED_FORWARD("step_pulled_forward", TaskEvents.StepPulledForward.class),
    SERVICE_LEVEL_MISSED("service_level_missed", OrderEvents.ServiceLevelMissed.class),
    CERTIFICATE_MISMATCH("certificate_mismatch", SealEvents.CertificateMismatch.class),
    CERTIFICATE_INSPECTED("certificate_inspected", SealEvents.CertificateInspected.class),
    FINDINGS_ACCEPTED("findings_accepted", SealEvents.FindingsAccepted.class),
    CERTIFICATE_REGISTERED("certificate_registered", SealEvents.CertificateRegistered.class),
    SEAL_PROVEN("seal_proven", SealEvents.SealProven.class),
    TOKEN_RECEIVED("token_received", SealEvents.TokenReceived.class),
    RENEWAL_REQUESTED("renewal_requested", SealEvents.RenewalRequested.class),
    RENEWAL_STARTED("renewal_started", SealEvents.RenewalStarted.class),
    RENEWAL_OF("renewal_of", SealEvents.RenewalOf.class),
    EXPIRY_REMINDER("expiry_reminder", SealEvents.ExpiryReminder.class),
    REISSUE_REQUESTED("reissue_requested", ReissueEvents.Requested.class),
    REISSUE_OF("reissue_of", ReissueEvents.ReissueOf.class),
    REISSUED("reissued", ReissueEvents.Reissued.class),
    REISSUE_GIVEN_UP("reissue_given_up", ReissueEvents.GivenUp.class),
    REPLACED_BY("replaced_by", SealEvents.ReplacedBy.class),
    REPLACEMENT_OF("replacement_of", SealEvents.ReplacementOf.class),
    REVOCATION_REQUESTED("revocation_requested", SealEvents.RevocationRequested.class),
    REVOCATION_REQUESTED_AT_CERTCENTRAL("revocation_requested_at_certcentral", SealEvents.RevocationSent.class),
    REVOCATION_REFUSED("revocation_refused", SealEvents.RevocationRefused.class),
    REVOCATION_OVERDUE("revocation_overdue", SealEvents.RevocationOverdue.class),
    REVOCATION_ACCEPTED("revocation_accepted", SealEvents.RevocationAccepted.class),
    REVOCATION_VISIBLE("revocation_visible", SealEvents.RevocationVisible.class),
    REVOCATION_NOT_PUBLISHED("revocation_not_published", SealEvents.RevocationNotPublished.class),
    REVOCATION_LAPSED("revocation_lapsed", SealEvents.RevocationLapsed.class),
    KEY_CALLED_COMPROMISED("key_called_compromised", SealEvents.KeyCalledCompromised.class),
    SUCCESSOR_OPEN("successor_open", SealEvents.SuccessorOpen.class),
    SEAL_CONCERN("seal_concern", SealEvents.ConcernFound.class),
    SEAL_CONCERN_OVER("seal_concern_over", SealEvents.ConcernOver.class),
    SEAL_CONCERN_ATTENDED_TO("seal_concern_attended_to", SealEvents.ConcernAttendedTo.class);

    private static final Map<String, EventKind> BY_WORD =
            Arrays.stream(values()).collect(Collectors.toMap(EventKind::word, Function.identity()));
    private static final Map<Class<?>, EventKind> BY_TYPE =
            Arrays.stream(values()).collect(Collectors.toMap(EventKind::type, Function.identity()));

    private final String word;
    private final Class<? extends TimelineEvent> type;

    EventKind(String word, Class<? extends TimelineEvent> type) {
        this.word = word;
        this.type = type;
    }

    /** Returns the word of this kind in database and API. */
    public String word() {
        return word;
    }

    /** Returns the record type that holds the facts of this kind. */
    public Class<? extends TimelineEvent> type() {
        return type;
    }

    /**
     * Returns the kind of a record type.
     *
     * @throws IllegalArgumentException when the type belongs to no kind
     */
    static EventKind of(Class<? extends TimelineEvent> type) {
        return Optional.ofNullable(BY_TYPE.get(type))
                .orElseThrow(() -> new IllegalArgumentException(type + " is no event of the timeline"));
    }

    /** Returns the kind with this word; empty for the word of a later version. */
    static Optional<EventKind> of(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
