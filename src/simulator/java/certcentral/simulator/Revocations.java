package certcentral.simulator;

import java.math.BigInteger;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/**
 * Knows which certificates are revoked as others see it. A revocation is seen some time after CertCentral accepted it,
 * in OCSP and in the CRL each in its own time.
 */
@Component
class Revocations {

    /** A revoked certificate and when it was revoked. */
    record Revocation(BigInteger serial, Instant at) {}

    private final SimulatorStore store;
    private final SimulatorAuthority authority;
    private final SimulatorSettings.Timetable times;
    private final Clock clock;

    Revocations(SimulatorStore store, SimulatorAuthority authority, SimulatorSettings settings, Clock clock) {
        this.store = store;
        this.authority = authority;
        this.times = settings.timetable();
        this.clock = clock;
    }

    /** Returns whether the issuing CA issued a certificate with this serial number. */
    boolean issued(BigInteger serial) {
        return authority.ca().hasUnit(serial)
                || store.read((state, now) -> state.orders.values().stream()
                        .flatMap(order -> order.certificate().stream())
                        .anyMatch(it -> serialOf(it).equals(serial)));
    }

    List<Revocation> inCrl() {
        return visibleAfter(times.revocationInCrl());
    }

    Optional<Revocation> inOcsp(BigInteger serial) {
        return visibleAfter(times.revocationInOcsp()).stream()
                .filter(it -> it.serial().equals(serial))
                .findFirst();
    }

    private List<Revocation> visibleAfter(Duration delay) {
        // The account's time may have been moved forward, while answers carry the time of everybody else.
        Instant present = clock.instant();
        return store.read((state, now) -> state.orders.values().stream()
                .filter(order -> order.status().equals(Status.REVOKED)
                        && !order.changedAt().plus(delay).isAfter(now))
                .flatMap(order -> order.certificate().stream()
                        .map(it -> new Revocation(serialOf(it), earlier(order.changedAt(), present))))
                .toList());
    }

    private static Instant earlier(Instant one, Instant other) {
        return one.isBefore(other) ? one : other;
    }

    private static BigInteger serialOf(IssuedCertificate certificate) {
        return new BigInteger(certificate.trueSerial(), 16);
    }
}
