package certcentral.simulator;

import java.math.RoundingMode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;

/** Answers calls about the account: funds, the user of the key, products. */
@RestController
@RequestMapping(Operation.BASE)
class SimulatorAccountController {

    private final SimulatorStore store;
    private final SimulatorSettings settings;

    SimulatorAccountController(SimulatorStore store, SimulatorSettings settings) {
        this.store = store;
        this.settings = settings;
    }

    /**
     * Funds of the account; all amounts are texts
     * (https://dev.digicert.com/certcentral-apis/services-api/finance/view-balance.html).
     */
    @VendorJson
    record Balance(
            String balance,
            String currency,
            String unpaidInvoiceBalance,
            String negativeBalanceLimit,
            String usedCreditFromOtherContainers,
            String totalAvailableFunds) {}

    @VendorJson
    record User(
            long id,
            String username,
            long accountId,
            String firstName,
            String lastName,
            String email,
            String jobTitle,
            String telephone,
            String status,
            Map<String, Object> container,
            List<Map<String, Object>> accessRoles,
            String type) {}

    record Products(List<Product> products) {}

    @GetMapping("/finance/balance")
    Balance balance() {
        String funds = store.read(
                (state, now) -> state.funds.setScale(2, RoundingMode.HALF_UP).toPlainString());
        return new Balance(funds, settings.currency(), "0.00", "0.00", "0.00", funds);
    }

    @GetMapping("/user/me")
    User user() {
        return new User(
                State.CONTACT_USER,
                "alex",
                1,
                "Alex",
                "Example",
                "alex@example.com",
                "Head of Finance",
                "+353 1 555 0100",
                "active",
                Map.of("id", 1, "name", "Main"),
                List.of(Map.of("id", 1, "name", "Administrator")),
                "standard");
    }

    @GetMapping("/user/{id}")
    User user(@PathVariable String id) {
        return store.read((state, now) -> Optional.of(id)
                .filter(it -> it.equals(String.valueOf(State.CONTACT_USER)))
                .map(it -> user())
                .orElseThrow(() -> ErrorCodes.notFound("user")));
    }

    @GetMapping("/product")
    Products products() {
        return new Products(List.of(Product.eseal()));
    }

    @GetMapping("/product/{nameId}")
    Product product(@PathVariable String nameId) {
        if (!nameId.equals(Product.NAME_ID)) {
            throw ErrorCodes.notFound("product");
        }
        return Product.eseal();
    }
}
