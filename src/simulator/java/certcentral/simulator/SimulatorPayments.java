package certcentral.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import org.springframework.stereotype.Component;

/** Takes the price of an order and pays it back if the order ends before issuance. */
@Component
class SimulatorPayments {

    /** Test number that card processors decline. */
    private static final String DECLINED_NUMBER = "4000000000000002";

    private final SimulatorSettings settings;

    SimulatorPayments(SimulatorSettings settings) {
        this.settings = settings;
    }

    /**
     * Takes the price of an order and returns it.
     *
     * @throws ApiException if funds are missing, the account has no card, or the card is declined
     */
    BigDecimal take(State state, JsonNode body) {
        switch (body.path("payment_method").asText()) {
            case "balance" -> {
                if (state.funds.compareTo(settings.price()) < 0) {
                    throw ErrorCodes.badRequest(ErrorCodes.FUNDS);
                }
                state.funds = state.funds.subtract(settings.price());
            }
            case "profile" -> {
                if (!settings.defaultCard()) {
                    throw ErrorCodes.badRequest(ErrorCodes.NO_DEFAULT_CARD);
                }
            }
            default -> {
                if (body.path("credit_card").path("number").asText().equals(DECLINED_NUMBER)) {
                    throw ErrorCodes.badRequest(ErrorCodes.DECLINED);
                }
            }
        }
        return settings.price();
    }

    /** Pays the price back to the account's funds if the order was paid from them. */
    void giveBack(State state, Order order) {
        if (order.text("payment_method").equals("balance")) {
            state.funds = state.funds.add(order.price());
        }
    }
}
