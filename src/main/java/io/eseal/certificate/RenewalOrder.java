package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.orderbody.OrderBody;
import org.springframework.stereotype.Component;

/** Makes the order body of a renewal from that of the seal. */
@Component
class RenewalOrder {

    private final EsealRegister register;
    private final KnownKeys keys;

    RenewalOrder(EsealRegister register, KnownKeys keys) {
        this.register = register;
        this.keys = keys;
    }

    /**
     * Returns the body of the renewal: a new certificate gets a new key unless the settings let it keep the old one; a
     * fixed end date was meant for the old certificate.
     */
    OrderBody of(EsealId predecessor) {
        OrderBody old = register.find(predecessor).orElseThrow().request();
        return (keys.keptOnRenewal() ? old : old.withoutCsr())
                .withoutExpirationDate()
                .withRenewalOf(register.orderOf(predecessor));
    }
}
