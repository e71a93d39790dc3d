package io.eseal.certcentral;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.jdbc.support.MetaDataAccessException;

@ParameterizedClass
@CsvSource({"H2, 0", "POSTGRES, 1"})
class CallGuardConfigurationTest extends DatabaseTest {

    private final Database database;
    private final int shared;

    CallGuardConfigurationTest(Database database, int shared) {
        super(database);
        this.database = database;
        this.shared = shared;
    }

    @Test
    void the_budget_is_the_nodes_own_on_h2_and_in_the_database_on_postgres() throws Exception {
        assertThat(budgetsAfterACall()).isEqualTo(shared);
    }

    private int budgetsAfterACall() throws MetaDataAccessException {
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
