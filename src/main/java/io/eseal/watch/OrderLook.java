package io.eseal.watch;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.watch.Concern.Cause;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks at the order of one seal in service by one call to CertCentral. */
@Component
class OrderLook {

    /** What is to be seen of an order alone. */
    static final Set<Cause> CAUSES = Set.of(Cause.REISSUE_PENDING, Cause.REISSUED_OUTSIDE);

    private static final String REISSUE_PENDING = "reissue_pending";

    private final EsealRegister register;
    private final CertCentral certCentral;

    OrderLook(EsealRegister register, CertCentral certCentral) {
        this.register = register;
        this.certCentral = certCentral;
    }

    /**
     * Returns what is to be seen of the order now.
     *
     * @throws io.eseal.certcentral.CertCentralException when it cannot be read
     */
    Seen at(EsealId seal) {
        return new Seen(
                register.find(seal).map(this::reissued).orElse(List.of()),
                EnumSet.complementOf(EnumSet.copyOf(CAUSES)));
    }

    /** Returns that somebody reissues or has reissued the order in CertCentral; this service orders anew instead. */
    private List<Concern> reissued(Eseal eseal) {
        return eseal.orderId()
                .map(certCentral::order)
                .map(order -> Stream.of(pending(order), another(order, eseal.certificateId()))
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Concern> pending(OrderInfo order) {
        return order.status().equals(REISSUE_PENDING)
                ? Optional.of(new Concern(
                        Cause.REISSUE_PENDING,
                        "Somebody asked CertCentral to reissue order " + order.id()
                                + ", which was not done here. Ask who did it, and why: the certificate that comes of it is not"
                                + " checked here, and the one in service may be revoked with it."))
                : Optional.empty();
    }

    private static Optional<Concern> another(OrderInfo order, Optional<Long> registered) {
        Optional<Long> named = order.certificateId();
        return named.isEmpty() || registered.isEmpty() || named.equals(registered)
                ? Optional.empty()
                : Optional.of(
                        new Concern(
                                Cause.REISSUED_OUTSIDE,
                                "CertCentral's order " + order.id() + " has certificate " + named.get()
                                        + " now; certificate "
                                        + registered.get()
                                        + " is in service here. Somebody reissued it in CertCentral: ask who did it, and why. The new"
                                        + " certificate was not checked here; a seal with a new key is asked for here as a reissue."));
    }
}
