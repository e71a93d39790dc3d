package io.eseal.ledger;

import io.eseal.certcentral.CertCentralSettings;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * Refuses to start with settings under which an attempt would count as cut off while its call may still be answered.
 */
@Component
class LongestCallCheck {

    LongestCallCheck(OrderSettings orders, CertCentralSettings calls) {
        check(orders.longestCall(), calls.callTimeout());
    }

    static void check(Duration longestCall, Duration callTimeout) {
        if (longestCall.compareTo(callTimeout) <= 0) {
            throw new IllegalStateException("eseal.order.longest-call is " + longestCall + ", but a call may take "
                    + callTimeout + " (certcentral.call-timeout); it must be longer.");
        }
    }
}
