package io.eseal.watch;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certificate.DeliveredCertificates;
import io.eseal.certificate.DeliveredCertificates.Delivered;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.keys.KeyStrength;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Looks at one seal in service: its certificate, its key, and its order at CertCentral, which is read once. */
@Component
class SealLook {

    private static final Logger log = LoggerFactory.getLogger(SealLook.class);
    private static final String REISSUE_PENDING = "reissue_pending";

    private final DeliveredCertificates certificates;
    private final Trust trust;
    private final KnownKeys keys;
    private final EsealRegister register;
    private final CertCentral certCentral;
    private final LookTime time;

    SealLook(
            DeliveredCertificates certificates,
            Trust trust,
            KnownKeys keys,
            EsealRegister register,
            CertCentral certCentral,
            LookTime time) {
        this.certificates = certificates;
        this.trust = trust;
        this.keys = keys;
        this.register = register;
        this.certCentral = certCentral;
        this.time = time;
    }

    /** What a look depends on beside the seal: the time, and how strong a key must be then. */
    @Component
    record LookTime(Clock clock, KeyStrength strength) {}

    /**
     * What a look found.
     *
     * @param unanswered causes of which nobody says now whether they still are there
     */
    record Seen(List<Concern> concerns, Set<Cause> unanswered) {

        Seen {
            concerns = List.copyOf(concerns);
            unanswered = Set.copyOf(unanswered);
        }
    }

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
        TrustVerdict verdict = trust.judge(certificate.leaf(), certificate.others(), now);
        List<Concern> concerns = new ArrayList<>(new Concerns(time.strength(), now).of(certificate.leaf(), verdict));
        Set<Cause> unanswered = Concerns.unanswered(verdict);
        if (keys.isCompromisedElsewhere(seal)) {
            concerns.add(new Concern(
                    Cause.KEY_COMPROMISED,
                    "Somebody asked for the revocation of another seal with the same key because that key was compromised:"
                            + " whoever has it can make seals with this certificate, too."));
        }
        try {
            register.find(seal).flatMap(this::reissued).ifPresent(concerns::add);
        } catch (CertCentralException e) {
            log.warn("The order of the seal of {} cannot be read now: {}", seal, e.getMessage());
            unanswered.add(Cause.REISSUED_OUTSIDE);
        }
        return new Seen(concerns, unanswered);
    }

    /** Returns that the order was reissued by somebody in CertCentral; this service orders anew instead. */
    private Optional<Concern> reissued(Eseal eseal) {
        if (eseal.orderId().isEmpty()) {
            return Optional.empty();
        }
        OrderId orderId = eseal.orderId().get();
        OrderInfo order = certCentral.order(orderId);
        if (order.status().equals(REISSUE_PENDING)) {
            return Optional.of(new Concern(
                    Cause.REISSUED_OUTSIDE,
                    "Somebody asked CertCentral to reissue order " + orderId
                            + ", which was not done here. Ask who did it, and why: the certificate that comes of it is not"
                            + " checked here, and the one in service may be revoked with it."));
        }
        Optional<Long> named = order.certificateId();
        Optional<Long> registered = eseal.certificateId();
        return named.isEmpty() || registered.isEmpty() || named.equals(registered)
                ? Optional.empty()
                : Optional.of(
                        new Concern(
                                Cause.REISSUED_OUTSIDE,
                                "CertCentral's order " + orderId + " has certificate " + named.get()
                                        + " now; certificate "
                                        + registered.get()
                                        + " is in service here. Somebody reissued it in CertCentral: ask who did it, and why. The new"
                                        + " certificate was not checked here; a seal with a new key is asked for here as a reissue."));
    }
}
