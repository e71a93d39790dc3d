package io.eseal.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchException;

import com.zaxxer.hikari.HikariDataSource;
import io.eseal.fixtures.Database;
import java.sql.Connection;
import java.sql.SQLException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpStatus;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.transaction.support.TransactionTemplate;

class DatabaseAwayTest {

    @ParameterizedTest
    @EnumSource(Database.class)
    void a_pool_without_a_free_connection_is_told_as_such(Database database) throws Exception {
        try (HikariDataSource pool = poolOfOne(database);
                Connection ignored = pool.getConnection()) {
            Exception statement = catchException(() ->
                    JdbcClient.create(pool).sql("select 1").query(Integer.class).single());
            Exception transaction = catchException(() ->
                    new TransactionTemplate(new DataSourceTransactionManager(pool)).executeWithoutResult(status -> {}));

            for (Exception e : new Exception[] {
                statement, transaction, new ProcessEngineException("the engine wraps it", statement)
            }) {
                var answer = new UnexpectedErrors().fault(e, new MockHttpServletRequest("GET", "/api/eseals"));
                assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.SERVICE_UNAVAILABLE);
                assertThat(answer.getHeaders().getFirst(HttpHeaders.RETRY_AFTER))
                        .isEqualTo("5");
            }
        }
    }

    @Test
    void a_connection_that_breaks_in_the_middle_is_told_as_such() {
        assertThat(DatabaseAway.caused(new ProcessEngineException(
                        "the engine wraps it",
                        new TransactionSystemException(
                                "JDBC rollback failed", new SQLException("Connection is closed")))))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "53100", "53300", "57P01", "25006", "57014", "55P03", "HYT00"})
    void a_database_that_is_gone_full_or_read_only_is_away(String state) {
        assertThat(DatabaseAway.caused(new ProcessEngineException("flush", new SQLException("no", state))))
                .isTrue();
    }

    @Test
    void a_statement_that_is_refused_is_a_fault_of_ours() {
        assertThat(DatabaseAway.caused(new DuplicateKeyException("twice", new SQLException("twice", "23505"))))
                .isFalse();
        assertThat(DatabaseAway.caused(new IllegalStateException())).isFalse();
    }

    private static HikariDataSource poolOfOne(Database database) {
        HikariDataSource pool = new HikariDataSource();
        pool.setDataSource(database.dataSource());
        pool.setMaximumPoolSize(1);
        pool.setConnectionTimeout(250);
        return pool;
    }
}
