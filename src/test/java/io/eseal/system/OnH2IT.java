package io.eseal.system;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The application on H2, as the demo runs it. */
class OnH2IT {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on("jdbc:h2:mem:system", "sa", "");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Nested
    class Lifecycle extends LifecycleScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class Reissue extends ReissueScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class Withdrawal extends WithdrawalScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class Rest extends RestContract {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class EngineRest extends EngineRestStart {

        @Override
        TestApplication application() {
            return application;
        }
    }

    @Nested
    class LedgerCheck extends LedgerCheckScenarios {

        @Override
        TestApplication application() {
            return application;
        }
    }
}
