package io.eseal.order;

import io.eseal.certcentral.ApiError;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.PlacedOrder;
import io.eseal.certcentral.RefusedException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Places an order once: whoever repeats the step finds the ledger and adopts its outcome. */
@Component
public class OrderPlacement {

    private static final Logger log = LoggerFactory.getLogger(OrderPlacement.class);

    private final OrderLedger ledger;
    private final CertCentral certCentral;

    OrderPlacement(OrderLedger ledger, CertCentral certCentral) {
        this.ledger = ledger;
        this.certCentral = certCentral;
    }

    /**
     * Sends the order unless an attempt is under way, whose outcome is returned instead.
     *
     * @throws CertCentralException when CertCentral certainly did not take the order and the call may be repeated
     */
    public Placement place(String esealId, EsealOrder order) {
        LedgerEntry entry = ledger.open(esealId);
        if (entry.state() != LedgerState.INTENT) {
            return outcome(entry);
        }
        return ledger.claim(entry).map(sent -> send(sent, order)).orElseGet(Placement.Unknown::new);
    }

    /** The outcome of the attempt under way; empty when nothing was sent. */
    public Optional<Placement> underWay(String esealId) {
        return ledger.underWay(esealId).map(OrderPlacement::outcome);
    }

    /** The outcome has been dealt with: the next attempt is a new one. */
    public void close(String esealId) {
        ledger.underWay(esealId).ifPresent(ledger::close);
    }

    private Placement send(LedgerEntry sent, EsealOrder order) {
        try {
            PlacedOrder placed = certCentral.placeOrder(order.withAlternativeOrderId(sent.esealId()));
            ledger.accepted(sent, placed.id());
        } catch (RefusedException e) {
            ledger.rejected(sent, words(e), isAboutPayment(e));
        } catch (CertCentralException e) {
            if (!e.mayHaveBeenProcessed()) {
                ledger.notSent(sent);
                throw e;
            }
            log.warn("Order of {} has an unknown outcome: {}", sent.esealId(), e.getMessage());
            ledger.unknown(sent);
        }
        // Read back: only the latest sender's outcome counts.
        return ledger.last(sent.esealId()).map(OrderPlacement::outcome).orElseThrow();
    }

    private static Placement outcome(LedgerEntry entry) {
        return switch (entry.state()) {
            case ACCEPTED -> new Placement.Accepted(entry.orderId().orElseThrow());
            case REJECTED -> new Placement.Refused(entry.refusal().orElse(""), entry.paymentRefused());
            case INTENT, SENT, UNKNOWN -> new Placement.Unknown();
        };
    }

    private static String words(RefusedException refusal) {
        String words = refusal.errors().stream()
                .map(error -> Stream.of(error.message(), error.code()).filter(s -> !s.isBlank()).distinct()
                        .collect(Collectors.joining(" (", "", "")) + (error.message().isBlank() || error.code().isBlank() ? "" : ")"))
                .collect(Collectors.joining("; "));
        // PostgreSQL keeps no NUL character, and a refusal that cannot be kept would look like an unknown outcome.
        return words.isBlank() ? refusal.getMessage() : words.replace("\u0000", "");
    }

    // [inferred] The codes of refused payments are published nowhere: their words are all there is to go by.
    private static boolean isAboutPayment(RefusedException refusal) {
        return refusal.status().orElse(0) == 402 || refusal.errors().stream().map(ApiError::code)
                .map(code -> code.toLowerCase(Locale.ROOT))
                .anyMatch(code -> Stream.of("fund", "payment", "balance", "credit", "card", "billing").anyMatch(code::contains));
    }
}
