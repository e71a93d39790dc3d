package io.eseal.attacks;

import io.eseal.system.ApiFixture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** One running service for all attacks on its engine. */
class AttacksIT {

    private static ApiFixture service;

    @BeforeAll
    static void start() {
        service = ApiFixture.start("attacks");
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
