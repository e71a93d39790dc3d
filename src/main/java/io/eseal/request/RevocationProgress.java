package io.eseal.request;

import io.eseal.lifecycle.Outcome;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import io.eseal.timeline.TimelineEntry;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Progress of the revocation of a seal; null for what has not happened.
 *
 * @param requestedAt when a person asked for it, or refused the certificate
 * @param sentAt when CertCentral was asked to revoke; null where a person did it in the console
 * @param acceptedAt when this service saw that CertCentral had revoked the certificate
 * @param visibleInOcspAt when this service saw the revocation in OCSP
 * @param visibleInCrlAt when this service saw the revocation in the CRL
 * @param notPublished why it is to be seen in neither, so that CertCentral's word counts
 */
record RevocationProgress(
        Instant requestedAt,
        @Nullable Instant sentAt,
        @Nullable Instant acceptedAt,
        @Nullable Instant visibleInOcspAt,
        @Nullable Instant visibleInCrlAt,
        @Nullable String notPublished) {

    /** Reads the progress from the timeline of a request; empty when no revocation is wanted. */
    static Optional<RevocationProgress> of(List<TimelineEntry> timeline) {
        return timeline.stream()
                .filter(RevocationProgress::wants)
                .reduce((earlier, later) -> later)
                .flatMap(wanted -> of(
                        wanted,
                        timeline.stream()
                                .filter(entry -> entry.seq() > wanted.seq())
                                .toList()));
    }

    /** Returns whether somebody asked for the revocation of a seal in service, or refused a certificate that came. */
    private static boolean wants(TimelineEntry entry) {
        return entry.is(EventKind.REVOCATION_REQUESTED) || decides(entry, Outcome.REVOKE);
    }

    private static boolean decides(TimelineEntry entry, Outcome outcome) {
        return entry.as(TaskEvents.Decided.class)
                .filter(decided -> outcome.is(decided.choice()))
                .isPresent();
    }

    private static Optional<RevocationProgress> of(TimelineEntry wanted, List<TimelineEntry> since) {
        if (since.stream().anyMatch(entry -> decides(entry, Outcome.REJECT))) {
            return Optional.empty();
        }
        return Optional.of(new RevocationProgress(
                wanted.at(),
                first(since, entry -> entry.is(EventKind.REVOCATION_REQUESTED_AT_CERTCENTRAL)),
                first(since, entry -> entry.is(EventKind.REVOCATION_ACCEPTED)),
                first(since, entry -> shows(entry, "OCSP")),
                first(since, entry -> shows(entry, "CRL")),
                since.stream()
                        .flatMap(entry -> entry.as(SealEvents.RevocationNotPublished.class).stream())
                        .map(SealEvents.RevocationNotPublished::why)
                        .findFirst()
                        .orElse(null)));
    }

    private static @Nullable Instant first(List<TimelineEntry> timeline, Predicate<TimelineEntry> wanted) {
        return timeline.stream()
                .filter(wanted)
                .map(TimelineEntry::at)
                .findFirst()
                .orElse(null);
    }

    private static boolean shows(TimelineEntry entry, String source) {
        return entry.as(SealEvents.RevocationVisible.class)
                .filter(visible -> visible.source().equals(source))
                .isPresent();
    }
}
