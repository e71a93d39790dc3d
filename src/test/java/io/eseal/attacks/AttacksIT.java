package io.eseal.attacks;

import io.eseal.system.Backstage;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;

/** One running service for all attacks on its engine. */
class AttacksIT {

    private static Backstage service;

    @BeforeAll
    static void start() {
        service = Backstage.start("attacks");
    }

    @AfterAll
    static void stop() {
        service.close();
    }

    @Nested
    class QueryExpressions extends QueryExpressionAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class Tasks extends TaskAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class Variables extends VariableAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class Steps extends StepAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class Moves extends MoveAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class Bodies extends BodyAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class WrongCalls extends WrongCallAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }

    @Nested
    class Trail extends TrailAttacks {

        @Override
        Backstage service() {
            return service;
        }
    }
}
