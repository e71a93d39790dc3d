package io.eseal.watch;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.certcentral.OrderStatus;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.watch.Concern.Cause;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Looks at the order of one seal in service by one call to CertCentral. */
@Component
class OrderLook {

    /** What is to be seen of an order alone. */
    static final Set<Cause> CAUSES = Set.of(Cause.REISSUE_PENDING, Cause.REISSUED_OUTSIDE, Cause.ORDER_ENDED);

    /** Statuses of an order whose seal can be in service; the end of the certificate's time is known here. */
    private static final Set<OrderStatus> OF_A_SEAL_IN_SERVICE =
            Set.of(OrderStatus.ISSUED, OrderStatus.WAITING_PICKUP, OrderStatus.EXPIRED, OrderStatus.REISSUE_PENDING);

    private static final Pattern STATUS = Pattern.compile("[a-z_]{1,32}");

    private final EsealRegister register;
    private final CertCentral certCentral;

    OrderLook(EsealRegister register, CertCentral certCentral) {
        this.register = register;
        this.certCentral = certCentral;
    }

    /**
     * Returns whether the order has ended, which is all that concerns a seal that is delivered.
     *
     * @throws io.eseal.certcentral.CertCentralException when it cannot be read
     */
    Seen inDelivery(EsealId seal) {
        return new Seen(
                register.find(seal)
                        .flatMap(Eseal::orderId)
                        .map(certCentral::order)
                        .flatMap(OrderLook::ended)
                        .map(List::of)
                        .orElse(List.of()),
                EnumSet.complementOf(EnumSet.of(Cause.ORDER_ENDED)));
    }

    /**
     * Returns what is to be seen of the order now.
     *
     * @throws io.eseal.certcentral.CertCentralException when it cannot be read
     */
    Seen at(EsealId seal) {
        return new Seen(
                register.find(seal).map(this::concerns).orElse(List.of()),
                EnumSet.complementOf(EnumSet.copyOf(CAUSES)));
    }

    /** Returns what somebody did with the order in CertCentral itself. */
    private List<Concern> concerns(Eseal eseal) {
        return eseal.orderId()
                .map(certCentral::order)
                .map(order -> Stream.of(pending(order), another(order, eseal.certificateId()), ended(order))
                        .flatMap(Optional::stream)
                        .toList())
                .orElse(List.of());
    }

    private static Optional<Concern> pending(OrderInfo order) {
        return OrderStatus.REISSUE_PENDING.is(order.status())
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

    /** The issuer's OCSP and CRL can take long to say so, and the look at the certificate comes once a day. */
    private static Optional<Concern> ended(OrderInfo order) {
        return OrderStatus.isAmong(OF_A_SEAL_IN_SERVICE, order.status())
                ? Optional.empty()
                : Optional.of(new Concern(
                        Cause.ORDER_ENDED,
                        "CertCentral tells that order " + order.id() + " is "
                                + (STATUS.matcher(order.status()).matches()
                                        ? "\"" + order.status() + "\""
                                        : "in a status that is not known here")
                                + ", which nobody asked for here. Ask who did it, and why: who checks the seal can see a"
                                + " revocation at any moment, if not already."));
    }
}
