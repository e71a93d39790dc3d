package io.eseal.watch;

import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.OrderInfo;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.watch.Concern.Cause;
import java.util.EnumSet;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Looks at the order of one seal in service by one call to CertCentral. */
@Component
class OrderLook {

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
                register.find(seal).flatMap(this::reissued).stream().toList(),
                EnumSet.complementOf(EnumSet.of(Cause.REISSUED_OUTSIDE)));
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
