package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eseal.fixtures.Database;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

    private static final String POSTGRES = "jdbc:postgresql://db/eseal";

    @Test
    void a_connection_to_postgresql_is_not_waited_for_without_end() {
        assertThat(limited(POSTGRES).getDataSourceProperties())
                .containsExactlyInAnyOrderEntriesOf(ConnectionLimits.LIMITS);
    }

    @Test
    void what_the_operator_says_goes_first() {
        HikariDataSource pool = pool(POSTGRES + "?socketTimeout=7");
        pool.addDataSourceProperty("connectTimeout", "3");
        new ConnectionLimits().postProcessBeforeInitialization(pool, "dataSource");

        assertThat(pool.getDataSourceProperties())
                .containsEntry("connectTimeout", "3")
                .containsEntry("tcpKeepAlive", "true")
                .doesNotContainKey("socketTimeout");
    }

    @Test
    void h2_knows_no_such_limits() {
        assertThat(limited("jdbc:h2:mem:limits").getDataSourceProperties()).isEmpty();
    }

    @Test
    void migrations_take_as_long_as_they_take_and_what_comes_after_does_not() throws SQLException {
        try (HikariDataSource pool = pool(((HikariDataSource) Database.POSTGRES.dataSource()).getJdbcUrl())) {
            pool.setMaximumPoolSize(1);
            new ConnectionLimits().postProcessBeforeInitialization(pool, "dataSource");
            FluentConfiguration migrations = Flyway.configure().dataSource(pool);
            new UnhurriedMigrations().customize(migrations);

            assertThat(networkTimeout(migrations.getDataSource())).isZero();
            assertThat(networkTimeout(pool)).isEqualTo(60_000);
        }
    }

    private static int networkTimeout(DataSource database) throws SQLException {
        try (Connection connection = database.getConnection()) {
            return connection.getNetworkTimeout();
        }
    }

    @Test
    void migrations_of_h2_use_the_pool_as_it_is() {
        DataSource pool = Database.H2.dataSource();
        FluentConfiguration migrations = Flyway.configure().dataSource(pool);
        new UnhurriedMigrations().customize(migrations);

        assertThat(migrations.getDataSource()).isSameAs(pool);
    }

    private static HikariDataSource limited(String address) {
        HikariDataSource pool = pool(address);
        new ConnectionLimits().postProcessBeforeInitialization(pool, "dataSource");
        return pool;
    }

    private static HikariDataSource pool(String address) {
        HikariDataSource pool = new HikariDataSource();
        pool.setJdbcUrl(address);
        pool.setUsername("postgres");
        pool.setPassword("secret");
        return pool;
    }
}
