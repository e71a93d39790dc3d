package io.eseal.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.eseal.fixtures.Database;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Nodes whose tables are in a schema that the pool alone names. */
class RunningNodesSchemaTest {

    private final HikariDataSource pool = (HikariDataSource) Database.POSTGRES.dataSource();
    private final JdbcClient jdbc = JdbcClient.create(pool);

    @BeforeEach
    void another_schema() {
        jdbc.sql("create schema another").update();
        jdbc.sql("create table another.running_node (like running_node)").update();
    }

    @AfterEach
    void remove_it() {
        jdbc.sql("drop schema another cascade").update();
    }

    @Test
    void a_node_tells_of_itself_there() {
        try (HikariDataSource other = new HikariDataSource()) {
            other.setJdbcUrl(pool.getJdbcUrl());
            other.setSchema("another");

            new RunningNodes(other).beat("elsewhere");
        }

        assertThat(jdbc.sql("select lock_owner from another.running_node")
                        .query(String.class)
                        .list())
                .containsExactly("elsewhere");
    }
}
