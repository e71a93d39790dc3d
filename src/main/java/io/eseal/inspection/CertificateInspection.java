package io.eseal.inspection;

import io.eseal.keys.KeyStrength;
import io.eseal.trust.TrustVerdict;
import java.time.Clock;
import java.time.Instant;

/** Holds a certificate that came against the order that it was issued for, by all rules of the catalogue. */
public final class CertificateInspection {

    private final InspectionSettings settings;
    private final KeyStrength strength;
    private final Clock clock;

    public CertificateInspection(InspectionSettings settings, KeyStrength strength, Clock clock) {
        this.settings = settings;
        this.strength = strength;
        this.clock = clock;
    }

    /**
     * Inspects a certificate as of now. Never throws: what cannot be read is a broken rule.
     *
     * @param verdict the verdict on the delivered leaf; its path begins with that certificate
     */
    public InspectionReport inspect(Delivered delivered, Ordered ordered, TrustVerdict verdict) {
        Instant now = clock.instant();
        Inspected inspected = new Inspected(
                delivered, delivered.leaf().flatMap(CertificateFields::of), ordered, verdict, now, settings, strength);
        return InspectionReport.of(
                now, Rules.ALL.stream().map(rule -> rule.apply(inspected)).toList(), SideBySide.of(inspected));
    }
}
