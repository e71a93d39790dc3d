package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What PostgreSQL reads of 20,000 requests for a page of them. */
class RequestPlansTest extends DatabaseTest {

    private static final int REQUESTS = 20_000;
    private static final int SIZE = 20;
    /** The driver prepares a statement at its fifth time. */
    private static final int TIMES = 6;

    RequestPlansTest() {
        super(Database.POSTGRES);
    }

    @BeforeEach
    void many_requests() {
        jdbc.sql("""
                insert into eseal (id, state, requester, requester_person, request, organization_id, organization_name,
                       organization_sought, created_at, updated_at)
                select 'ES-' || lpad(n::text, 8, '0'), (array['IN_SERVICE', 'REJECTED', 'ORDERED'])[1 + n % 3],
                       'person' || n % 100, 'person' || n % 100, '{}', n % 50, 'Straße ' || n % 200, 'strasse ' || n % 200,
                       timestamptz '2026-03-01' - n / 3 * interval '1 minute', now()
                from generate_series(1, :requests) n""").param("requests", REQUESTS).update();
        jdbc.sql("vacuum analyze eseal").update();
    }

    @AfterEach
    void forget() {
        jdbc.sql("delete from eseal").update();
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            value = {
                "-, -, -, -",
                "REJECTED, -, -, -",
                "-, 17, -, -",
                "-, -, person7, -",
                "IN_SERVICE, 17, -, -",
                "-, -, -, STRASSE 17",
                "-, -, -, nobody",
            })
    void a_page_far_down_the_list_reads_little_more_than_itself(
            EsealState state, Long organization, String requester, String text) {
        EsealFilter filter = new EsealFilter(
                Optional.ofNullable(state),
                Optional.ofNullable(organization),
                Optional.ofNullable(requester).map(UserId::of),
                Optional.ofNullable(text));
        EsealId last = EsealId.of("ES-00014907");
        long read = Objects.requireNonNull(transaction.execute(status -> {
            // As after many calls, and whatever they asked for.
            jdbc.sql("set local plan_cache_mode = force_generic_plan").update();
            // A large total is counted once a minute.
            for (int i = 0; i < TIMES; i++) {
                assertThat(lists.after(filter, last, SIZE)).isPresent();
            }
            long before = rowsRead();
            assertThat(lists.after(filter, last, SIZE)).isPresent();
            return rowsRead() - before;
        }));

        assertThat(read).isLessThan(REQUESTS / 3);
    }

    /** Rows of the table that this connection has read since its numbers were last collected. */
    private long rowsRead() {
        return jdbc.sql("select seq_tup_read + idx_tup_fetch from pg_stat_xact_user_tables where relname = 'eseal'")
                .query(Long.class)
                .single();
    }
}
