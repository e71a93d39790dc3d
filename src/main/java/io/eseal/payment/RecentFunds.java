package io.eseal.payment;

import io.eseal.certcentral.Balance;
import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.OrderRefused;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/**
 * Tells whether the account's funds cover one more order, by an answer of CertCentral that is some minutes old at most
 * and from which each order that it was told for is taken off. Asks anew before it says no: a top-up counts at once.
 * Others may spend from the account meanwhile, this service's other nodes among them; CertCentral refuses an order that
 * cannot be paid, whatever is remembered here, and a person resolves it then as one for which the funds were missing.
 * The node that was refused forgets what it remembers; another node goes on by its own answer until that is too old.
 */
@Component
class RecentFunds {

    private final CertCentral certCentral;
    private final PaymentSettings settings;
    private final Clock clock;
    private Optional<Known> known = Optional.empty();

    RecentFunds(CertCentral certCentral, PaymentSettings settings, Clock clock) {
        this.certCentral = certCentral;
        this.settings = settings;
        this.clock = clock;
    }

    /** Funds that the account had, without what was told for since; empty when they have no limit. */
    private record Known(Optional<BigDecimal> left, Instant at) {

        boolean covers(BigDecimal price) {
            return left.map(funds -> funds.compareTo(price) >= 0).orElse(true);
        }

        Known without(BigDecimal price) {
            return new Known(left.map(funds -> funds.subtract(price)), at);
        }
    }

    /**
     * Returns the account's balance when it does not cover the price of an order; empty when it does.
     *
     * @throws io.eseal.certcentral.CertCentralException when CertCentral does not tell
     */
    Optional<Balance> lacking() {
        if (spent()) {
            return Optional.empty();
        }
        Instant asked = clock.instant();
        Balance balance = certCentral.balance();
        if (!balance.covers(settings.price())) {
            remember(Optional.empty());
            return Optional.of(balance);
        }
        Optional<BigDecimal> funds = balance.unlimited() ? Optional.empty() : balance.totalAvailableFunds();
        remember(Optional.of(new Known(funds, asked).without(settings.price())));
        return Optional.empty();
    }

    /** Forgets what CertCentral told, so that it is asked next. */
    void forget() {
        remember(Optional.empty());
    }

    @EventListener
    void on(OrderRefused refused) {
        forget();
    }

    /** Takes the price off what is remembered; returns false where that is too old or too little. */
    private synchronized boolean spent() {
        Instant oldest = clock.instant().minus(settings.balanceKept());
        Optional<Known> enough =
                known.filter(funds -> funds.at().isAfter(oldest)).filter(funds -> funds.covers(settings.price()));
        enough.ifPresent(funds -> known = Optional.of(funds.without(settings.price())));
        return enough.isPresent();
    }

    private synchronized void remember(Optional<Known> funds) {
        known = funds;
    }
}
