package io.eseal.system;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** The application on H2, as the demo runs it. */
class OnH2IT extends ScenariosOnADatabase {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on("jdbc:h2:mem:system", "sa", "");
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication started() {
        return application;
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
}
