package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.Database;
import io.eseal.DatabaseTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.MetaDataAccessException;

class CallGuardConfigurationTest {

    @Nested
    class OnH2 extends Validators {

        OnH2() {
            super(Database.H2);
        }

        @Test
        void the_budget_is_the_nodes_own() throws Exception {
            assertThat(budgetsAfterACall()).isZero();
        }
    }

    @Nested
    class OnPostgres extends Validators {

        OnPostgres() {
            super(Database.POSTGRES);
        }

        @Test
        void the_budget_is_in_the_database() throws Exception {
            assertThat(budgetsAfterACall()).isEqualTo(1);
        }
    }

    abstract static class Validators extends DatabaseTest {

        private final Database database;

        Validators(Database database) {
            super(database);
            this.database = database;
        }

        int budgetsAfterACall() throws MetaDataAccessException {
            CallGuard guard = new CallGuardConfiguration()
                    .callGuard(
                            CertCentralSettings.of(URI.create("https://example.com"), "the-key"),
                            GuardedNode.limits(Map.of()),
                            new BreakerSettings(20, 10, 50, Duration.ofSeconds(30), Duration.ofMinutes(5), 3),
                            database.dataSource(),
                            transactionManager,
                            clock);
            assertThat(guard.<String>make("GET", () -> "answer")).isEqualTo("answer");
            return jdbc.sql("select count(*) from call_budget where state is not null")
                    .query(Integer.class)
                    .single();
        }
    }
}
