package io.eseal.revocation;

import io.eseal.id.UserId;
import io.eseal.inspection.Conclusion;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.Outcome;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.OrderEvents;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.TimelineEntry;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * History of the revocation of a seal, as its timeline tells it. It is decided when somebody other than who asked
 * approved, unless a rejection closed the question; or when somebody refused a certificate that the service itself had
 * found wanting, and had not changed the request's course by hand since a certificate was last put into service.
 * Nothing is left to decide where a cancellation found that CertCentral had revoked the order.
 */
final class RevocationHistory {

    /** Where a revocation is decided on that somebody asked for. */
    private static final Set<String> ON_A_REVOCATION =
            Set.of(Elements.USER_APPROVE_REVOCATION, Elements.USER_APPROVE_WITHDRAWAL);

    /** What is decided on a certificate that came, and at no other task. */
    private static final Set<Outcome> ON_A_CERTIFICATE = EnumSet.of(Outcome.ACCEPT, Outcome.REFETCH, Outcome.REVOKE);

    /** Everybody who changed the request's course by hand since a certificate was registered. */
    private final Set<UserId> intervened = new HashSet<>();

    /** Everybody who called the key compromised since the revocation was asked for. */
    private final Set<UserId> accusers = new HashSet<>();

    private Optional<UserId> asker = Optional.empty();
    private boolean wanting;
    private boolean decided;
    private boolean foundRevoked;
    private Optional<UserId> canceler = Optional.empty();
    private boolean replacementWanted;

    private RevocationHistory() {}

    /** Reads the entries of one request, the oldest first. */
    static RevocationHistory of(List<TimelineEntry> entries) {
        RevocationHistory history = new RevocationHistory();
        entries.forEach(history::read);
        return history;
    }

    /** Returns who asked for the revocation that is still to be decided on, or was approved. */
    Optional<UserId> asker() {
        return asker;
    }

    /**
     * Returns who asked for the revocation, added to it that the key was compromised, or asked for the cancellation
     * that found the order revoked.
     */
    Set<UserId> parties() {
        Set<UserId> parties = new HashSet<>(accusers);
        asker.ifPresent(parties::add);
        canceler.filter(person -> foundRevoked).ifPresent(parties::add);
        return parties;
    }

    boolean decided() {
        return decided;
    }

    /** Returns whether a cancellation found that CertCentral had revoked the order, whoever decided that there. */
    boolean foundRevoked() {
        return foundRevoked;
    }

    /** Returns whether the seal is to be revoked, or is: people decided so, or a cancellation found it. */
    boolean settled() {
        return decided || foundRevoked;
    }

    /** Returns whether who asked wants another seal in place of this one, for which none was requested yet. */
    boolean replacementWanted() {
        return replacementWanted;
    }

    /** Returns whether people decide at this task on a revocation that somebody asked for. */
    static boolean isOnARevocation(String task) {
        return ON_A_REVOCATION.contains(task);
    }

    private void read(TimelineEntry entry) {
        if (entry.is(EventKind.REVOCATION_REQUESTED)) {
            asker = entry.person();
            accusers.clear();
            decided = false;
            replacementWanted = entry.as(SealEvents.RevocationRequested.class)
                    .map(SealEvents.RevocationRequested::replacement)
                    .orElse(false);
        } else if (entry.is(EventKind.KEY_CALLED_COMPROMISED)) {
            entry.person().ifPresent(accusers::add);
            // Whoever decides sees the wish in the form; after the approval nobody reads it.
            replacementWanted |= !decided
                    && asker.isPresent()
                    && entry.as(SealEvents.KeyCalledCompromised.class)
                            .filter(SealEvents.KeyCalledCompromised::replacement)
                            .isPresent();
        } else if (entry.is(EventKind.REPLACED_BY) || entry.is(EventKind.SUCCESSOR_OPEN)) {
            replacementWanted = false;
        } else if (entry.is(EventKind.CANCELLATION_REQUESTED)) {
            canceler = entry.person();
        } else if (entry.is(EventKind.CANCELLATION)) {
            foundRevoked |= entry.as(OrderEvents.CancellationAnswered.class)
                    .filter(OrderEvents.CancellationAnswered::foundRevoked)
                    .isPresent();
        } else if (entry.is(EventKind.INTERVENTION)) {
            entry.person().ifPresent(intervened::add);
        } else if (entry.is(EventKind.CERTIFICATE_MISMATCH)) {
            // Of earlier versions, which wrote one for each mismatch.
            wanting = true;
        } else if (entry.is(EventKind.CERTIFICATE_REGISTERED)) {
            wanting = false;
            intervened.clear();
        } else {
            entry.as(SealEvents.CertificateInspected.class)
                    .ifPresent(inspected -> wanting = !inspected.conclusion().equals(Conclusion.ACCEPTED.name()));
            entry.as(TaskEvents.Decided.class).ifPresent(decision -> decide(entry, decision));
        }
    }

    private void decide(TimelineEntry entry, TaskEvents.Decided decision) {
        if (isOnARevocation(decision.task())) {
            decided = Outcome.APPROVE.is(decision.choice())
                    && (decided
                            || asker.isPresent()
                                    && !entry.person().equals(asker)
                                    && entry.person().filter(accusers::contains).isEmpty());
            if (!Outcome.APPROVE.is(decision.choice())) {
                asker = Optional.empty();
                accusers.clear();
                replacementWanted = false;
            }
        } else if (ON_A_CERTIFICATE.stream().anyMatch(outcome -> outcome.is(decision.choice()))) {
            decided = Outcome.REVOKE.is(decision.choice())
                    && wanting
                    && entry.person().filter(intervened::contains).isEmpty();
        }
    }
}
