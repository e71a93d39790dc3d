package io.eseal.system;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;

/**
 * What holds on each database. Its two classes stay apart, because each starts the whole application once, and the two
 * run beside each other.
 */
abstract class ScenariosOnADatabase {

    /** Returns the application that the class has started. */
    abstract TestApplication started();

    /** The orders of all scenarios together cost more than the account has at first. */
    @BeforeEach
    void the_account_has_funds() {
        started().certCentral().setFunds(LifecycleScenarios.RICH);
    }

    @Nested
    class Lifecycle extends LifecycleScenarios {

        @Override
        TestApplication application() {
            return started();
        }
    }

    @Nested
    class Reissue extends ReissueScenarios {

        @Override
        TestApplication application() {
            return started();
        }
    }

    @Nested
    class Withdrawal extends WithdrawalScenarios {

        @Override
        TestApplication application() {
            return started();
        }
    }

    @Nested
    class LedgerCheck extends LedgerCheckScenarios {

        @Override
        TestApplication application() {
            return started();
        }
    }
}
