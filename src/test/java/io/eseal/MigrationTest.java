package io.eseal;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.lifecycle.OrganizationSearchColumn;
import io.eseal.lifecycle.SearchColumn;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Checks that rows written before a migration are there after it. */
class MigrationTest {

    @ParameterizedTest
    @EnumSource(Database.class)
    void the_ledger_of_orders_survives_the_ledger_of_operations(Database database) {
        DataSource dataSource = database.dataSource();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("create schema migration").update();
        try {
            migrate(dataSource, "1");
            jdbc.sql("""
                    insert into migration.order_ledger (eseal_id, generation, state, fencing_no, order_id, look_ups, refusal,
                    payment_refused, closed, barred, created_at, updated_at)
                    values ('ES-1', 1, 'REJECTED', 1, null, 2, 'no funds', true, true, false, '2026-01-01 10:00:00+00',
                    '2026-01-01 10:00:05+00'),
                           ('ES-1', 2, 'ACCEPTED', 3, 4711, 0, null, false, false, false, '2026-01-02 10:00:00+00',
                           '2026-01-02 10:00:05+00'),
                           ('ES-2', 1, 'INTENT', 0, null, 0, null, false, false, true, '2026-01-03 10:00:00+00', '2026-01-03 10:00:05+00')
                           """).update();

            migrate(dataSource, "latest");

            List<Map<String, Object>> rows = jdbc.sql("""
                    select eseal_id, operation, generation, state, fencing_no, owner, order_id, request_id, late_id, look_ups, refusal,
                           payment_refused, closed, barred from migration.ledger order by eseal_id, generation""").query().listOfRows();
            assertThat(rows.stream().map(row -> row.values().stream().toList()))
                    .containsExactly(
                            Arrays.asList(
                                    "ES-1",
                                    "ORDER",
                                    1,
                                    "REJECTED",
                                    1,
                                    null,
                                    null,
                                    null,
                                    null,
                                    2,
                                    "no funds",
                                    true,
                                    true,
                                    false),
                            Arrays.asList(
                                    "ES-1",
                                    "ORDER",
                                    2,
                                    "ACCEPTED",
                                    3,
                                    null,
                                    4711L,
                                    null,
                                    null,
                                    0,
                                    null,
                                    false,
                                    false,
                                    false),
                            Arrays.asList(
                                    "ES-2", "ORDER", 1, "INTENT", 0, null, null, null, null, 0, null, false, false,
                                    true));
            assertThat(times(jdbc, "sent_at"))
                    .containsExactly(
                            OffsetDateTime.parse("2026-01-01T10:00:05Z").toInstant(),
                            OffsetDateTime.parse("2026-01-02T10:00:05Z").toInstant(),
                            null);
            assertThat(times(jdbc, "created_at")).doesNotContainNull();
        } finally {
            jdbc.sql("drop schema migration cascade").update();
        }
    }

    @ParameterizedTest
    @EnumSource(Database.class)
    void ids_from_before_get_the_form_by_which_persons_are_compared(Database database) {
        DataSource dataSource = database.dataSource();
        JdbcClient jdbc = JdbcClient.create(dataSource);
        jdbc.sql("create schema migration").update();
        try {
            migrate(dataSource, "6");
            jdbc.sql("""
                    insert into migration.eseal (id, state, requester, request, idempotency_key, created_at, updated_at)
                    values ('ES-1', 'APPROVAL', 'Rita', '{}', 'k', '2026-01-01 10:00:00+00', '2026-01-01 10:00:00+00'),
                           ('ES-2', 'APPROVAL', 'rita', '{}', 'k', '2026-01-02 10:00:00+00', '2026-01-02 10:00:00+00'),
                           ('ES-3', 'APPROVAL', 'rob ', '{}', 'k', '2026-01-02 10:00:00+00', '2026-01-02 10:00:00+00')""").update();
            jdbc.sql("""
                    insert into migration.approval (eseal_id, round, approver_group, approver, decision, remark, print, at)
                    values ('ES-1', 1, 'finance', 'Fred', 'approve', '', 'p', '2026-01-01 10:00:00+00'),
                           ('ES-2', 1, 'finance', 'Fred', 'approve', '', 'p', '2026-01-01 10:00:00+00'),
                           ('ES-2', 1, 'legal', 'FRED', 'approve', '', 'p', '2026-01-01 10:00:00+00')""").update();

            migrate(dataSource, "latest");

            assertThat(jdbc
                            .sql("select requester, requester_person, idempotency_key from migration.eseal order by id")
                            .query()
                            .listOfRows()
                            .stream()
                            .map(row -> row.values().stream().toList()))
                    .containsExactly(
                            Arrays.asList("Rita", "rita", "k"),
                            Arrays.asList("rita", "rita", null),
                            Arrays.asList("rob ", "rob", "k"));
            assertThat(jdbc
                            .sql(
                                    "select approver, approver_person from migration.approval order by eseal_id, approver_group")
                            .query()
                            .listOfRows()
                            .stream()
                            .map(row -> row.values().stream().toList()))
                    .containsExactly(
                            Arrays.asList("Fred", "fred"),
                            Arrays.asList("Fred", "Fred"),
                            Arrays.asList("FRED", "FRED"));
        } finally {
            jdbc.sql("drop schema migration cascade").update();
        }
    }

    private static List<java.time.Instant> times(JdbcClient jdbc, String column) {
        return jdbc.sql("select " + column + " from migration.ledger order by eseal_id, generation")
                .query((row, n) -> {
                    OffsetDateTime at = row.getObject(1, OffsetDateTime.class);
                    return at == null ? null : at.toInstant();
                })
                .list();
    }

    private static void migrate(DataSource dataSource, String target) {
        // PostgreSQL shows the schema as it was written, H2 in capitals.
        Flyway.configure()
                .dataSource(dataSource)
                .schemas(schema(dataSource))
                .javaMigrations(new SearchColumn(), new OrganizationSearchColumn())
                .target(target)
                .load()
                .migrate();
    }

    private static String schema(DataSource dataSource) {
        return JdbcClient.create(dataSource)
                .sql("select schema_name from information_schema.schemata where lower(schema_name) = 'migration'")
                .query(String.class)
                .single();
    }
}
