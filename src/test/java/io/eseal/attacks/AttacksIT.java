package io.eseal.attacks;

import io.eseal.system.ApiFixture;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** One running service for all attacks on its engine. */
class AttacksIT {

    private static ApiFixture service;

    @BeforeAll
    static void start() {
        // What an attack writes stands in the full history.
        service = ApiFixture.start("attacks", Map.of("camunda.bpm.history-level", "full"));
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Nested
    class QueryExpressions extends QueryExpressionAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class Tasks extends TaskAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class Variables extends VariableAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class Steps extends StepAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class Moves extends MoveAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class Bodies extends BodyAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class WrongCalls extends WrongCallAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }

    @Nested
    class Trail extends TrailAttacks {

        @Override
        ApiFixture service() {
            return service;
        }
    }
}
