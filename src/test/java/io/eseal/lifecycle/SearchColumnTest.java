package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** The column in which texts are searched, on PostgreSQL as different operators set it up. */
class SearchColumnTest {

    private static final JdbcClient SERVER = JdbcClient.create(Database.POSTGRES.dataSource());

    @BeforeEach
    void create_a_database() {
        SERVER.sql("create role owner login").update();
        SERVER.sql("create role guest login").update();
        SERVER.sql("create database searched owner owner").update();
    }

    @AfterEach
    void remove_the_database() {
        SERVER.sql("drop database searched with (force)").update();
        SERVER.sql("drop role owner").update();
        SERVER.sql("drop role guest").update();
    }

    @Test
    void the_database_s_owner_gets_an_index_in_which_texts_are_looked_up() {
        assertThat(planOf("owner")).contains("eseal_sought", "eseal_organization_sought");
    }

    @Test
    void an_extension_in_a_schema_of_its_own_serves_as_well() {
        JdbcClient.create(as("postgres")).sql("create schema \"own ones\"").update();
        JdbcClient.create(as("postgres"))
                .sql("create extension pg_trgm schema \"own ones\"")
                .update();
        JdbcClient.create(as("postgres"))
                .sql("grant usage on schema \"own ones\" to owner")
                .update();

        assertThat(planOf("owner")).contains("eseal_sought", "eseal_organization_sought");
    }

    @Test
    void who_may_not_create_the_extension_searches_without_an_index() {
        JdbcClient.create(as("owner"))
                .sql("grant all on schema public to guest")
                .update();

        assertThat(planOf("guest")).contains("Seq Scan").doesNotContain("eseal_sought", "eseal_organization_sought");
    }

    private static String planOf(String user) {
        Flyway.configure()
                .dataSource(as(user))
                .javaMigrations(new SearchColumn(), new OrganizationSearchColumn())
                .load()
                .migrate();
        return String.join(
                "\n",
                JdbcClient.create(as(user))
                        .sql("explain select id from eseal where " + SearchColumn.NAME
                                + " like '%example%' escape '!' or " + OrganizationSearchColumn.NAME
                                + " like '%example%' escape '!'")
                        .query(String.class)
                        .list());
    }

    private static DataSource as(String user) {
        int port = SERVER.sql("select inet_server_port()").query(Integer.class).single();
        // An empty table is read whole wherever that is allowed.
        return new DriverManagerDataSource(
                "jdbc:postgresql://localhost:" + port + "/searched?options=-c%20enable_seqscan=off", user, "");
    }
}
