package io.eseal.revocation;

import io.eseal.certificate.DeliveredCertificates;
import io.eseal.certificate.DeliveredCertificates.Delivered;
import io.eseal.id.EsealId;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import io.eseal.trust.PublishedRevocations;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/**
 * Looks whether relying parties can see that the certificate of a request is revoked. They look into the OCSP responder
 * and the CRL that it names; CertCentral's own word they never hear.
 */
@Component
class Publication {

    private final DeliveredCertificates certificates;
    private final PublishedRevocations published;
    private final Timeline timeline;
    private final PublicationTimes times;
    private final Clock clock;

    Publication(
            DeliveredCertificates certificates,
            PublishedRevocations published,
            Timeline timeline,
            PublicationTimes times,
            Clock clock) {
        this.certificates = certificates;
        this.published = published;
        this.timeline = timeline;
        this.times = times;
        this.clock = clock;
    }

    /**
     * Asks each source that the certificate names and that has not shown the revocation yet, and writes to the timeline
     * what is seen for the first time. Once all have shown it, those that did so earlier are asked again: one that says
     * now that the certificate is good shows it no more. One that does not answer then keeps its word. Where there is
     * nobody to ask, or the certificate has ended, CertCentral's word counts.
     *
     * @return where it cannot be seen yet and what is said there, as sentences; none when relying parties can see it
     */
    List<String> gaps(EsealId esealId) {
        Optional<Delivered> certificate = certificates.of(esealId);
        Optional<String> nobodyToAsk = nobodyToAsk(certificate);
        if (nobodyToAsk.isPresent()) {
            timeline.add(esealId, new SealEvents.RevocationNotPublished(nobodyToAsk.get()));
            return List.of();
        }
        Delivered delivered = certificate.orElseThrow();
        Set<Source> named = published.namedBy(delivered.leaf());
        List<String> gaps = new ArrayList<>();
        Set<Source> seenBefore = EnumSet.noneOf(Source.class);
        for (Source source : Source.values()) {
            if (named.contains(source) && isSeen(esealId, source)) {
                seenBefore.add(source);
            } else if (named.contains(source)) {
                gap(esealId, source, published.at(source, delivered.leaf(), delivered.others()))
                        .ifPresent(gaps::add);
            }
        }
        if (gaps.isEmpty()) {
            seenBefore.stream()
                    .filter(source -> published
                                    .at(source, delivered.leaf(), delivered.others())
                                    .status()
                            == TrustVerdict.Revocation.Status.GOOD)
                    .map(source -> good(source) + " It showed the revocation before.")
                    .forEach(gaps::add);
        }
        return gaps;
    }

    private static String good(Source source) {
        return source == Source.OCSP
                ? "OCSP says that the certificate is good."
                : "The CRL does not name the certificate.";
    }

    private Optional<String> nobodyToAsk(Optional<Delivered> certificate) {
        if (certificate.isEmpty()) {
            return Optional.of("The certificate itself is not known here, so that neither OCSP nor CRL can be asked: "
                    + "CertCentral's word counts.");
        }
        if (published.namedBy(certificate.get().leaf()).isEmpty()) {
            return Optional.of("The certificate names neither an OCSP responder nor a CRL: CertCentral's word counts.");
        }
        Instant end = certificate.get().leaf().getNotAfter().toInstant();
        return end.isAfter(clock.instant())
                ? Optional.empty()
                : Optional.of("The certificate has ended on " + end + ", after which OCSP and CRL need not show it.");
    }

    private boolean isSeen(EsealId esealId, Source source) {
        return timeline.of(esealId).stream()
                .flatMap(entry -> entry.as(SealEvents.RevocationVisible.class).stream())
                .anyMatch(seen -> seen.source().equals(source.name()));
    }

    private Optional<String> gap(EsealId esealId, Source source, TrustVerdict.Revocation answer) {
        return switch (answer.status()) {
            case REVOKED -> {
                timeline.add(
                        esealId,
                        new SealEvents.RevocationVisible(
                                source.name(), answer.revokedAt().orElseGet(clock::instant)));
                times.seen(esealId, source);
                yield Optional.empty();
            }
            case GOOD -> Optional.of(good(source));
            case UNKNOWN ->
                Optional.of(source + " says nothing: "
                        + answer.reason().orElse("the status of the certificate is unknown."));
        };
    }
}
