package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a node remembers of the account, as long as in production, buys nothing that CertCentral would not sell. */
class RememberedAnswersIT extends Scenario {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on(
                "jdbc:h2:mem:remembered",
                "sa",
                "",
                Map.of("eseal.request.account-answers-kept", "PT5M", "eseal.payment.balance-kept", "PT2M"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Test
    void an_order_on_funds_that_others_spent_meanwhile_is_refused_and_resolved_by_a_person() {
        ordered(OrderBodies.withCsr(newCsr()));
        certCentral().setFunds("1.00");

        String id = approved(OrderBodies.withCsr(newCsr()));

        assertThat(waitsIn(id, Elements.USER_RESOLVE_PAYMENT)).isNotNull();
        assertThat(detail(id).get("timeline").toString()).contains("insufficient_funds");
        assertThat(certCentral().ordersOf(id)).isEmpty();

        completes("finance", id, Elements.USER_RESOLVE_PAYMENT, Map.of("decision", "retry", "comment", "try again"));
        assertThat(findings(waitsIn(id, Elements.USER_RESOLVE_PAYMENT)))
                .as("asked anew, not ordered anew")
                .singleElement()
                .asString()
                .contains("insufficient_funds: The account has 1.00 EUR");
        certCentral().setFunds("10000.00");
        completes("finance", id, Elements.USER_RESOLVE_PAYMENT, Map.of("decision", "retry", "comment", "topped up"));
        reaches(id, "ORDERED");
        assertThat(certCentral().ordersOf(id)).hasSize(1);
    }
}
