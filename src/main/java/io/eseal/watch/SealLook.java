package io.eseal.watch;

import io.eseal.certificate.DeliveredCertificates;
import io.eseal.certificate.DeliveredCertificates.Delivered;
import io.eseal.id.EsealId;
import io.eseal.inspection.InspectionReports;
import io.eseal.keys.KeyStrength;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.trust.Trust;
import io.eseal.trust.TrustUnavailableException;
import io.eseal.trust.TrustVerdict;
import io.eseal.watch.Concern.Cause;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.stereotype.Component;

/** Looks at the certificate and the key of one seal in service, without a call to CertCentral. */
@Component
class SealLook {

    private final DeliveredCertificates certificates;
    private final Trust trust;
    private final KnownKeys keys;
    private final InspectionReports reports;
    private final LookTime time;

    SealLook(
            DeliveredCertificates certificates, Trust trust, KnownKeys keys, InspectionReports reports, LookTime time) {
        this.certificates = certificates;
        this.trust = trust;
        this.keys = keys;
        this.reports = reports;
        this.time = time;
    }

    /** What a look depends on beside the seal: the time, and how strong a key must be then. */
    @Component
    record LookTime(Clock clock, KeyStrength strength) {}

    /**
     * Returns what is to be seen of the seal now.
     *
     * @throws TrustUnavailableException when no source of trust can be read now
     */
    Seen at(EsealId seal) {
        Optional<Delivered> delivered = certificates.of(seal);
        if (delivered.isEmpty()) {
            return new Seen(List.of(), EnumSet.allOf(Cause.class));
        }
        Delivered certificate = delivered.get();
        Instant now = time.clock().instant();
        TrustVerdict verdict = trust.judgeAgain(certificate.leaf(), certificate.others(), now);
        List<Concern> concerns =
                new ArrayList<>(new Concerns(time.strength(), now, accepted(seal)).of(certificate.leaf(), verdict));
        Set<Cause> unanswered = Concerns.unanswered(verdict);
        if (keys.isCompromisedElsewhere(seal)) {
            concerns.add(new Concern(
                    Cause.KEY_COMPROMISED,
                    "Somebody asked for the revocation of another seal with the same key because that key was compromised:"
                            + " whoever has it can make seals with this certificate, too."));
        }
        unanswered.addAll(OrderLook.CAUSES);
        return new Seen(concerns, unanswered);
    }

    private Optional<String> accepted(EsealId seal) {
        return reports.newest(seal)
                .flatMap(report -> report.trust().listed())
                .map(TrustVerdict.ListedService::qualification);
    }
}
