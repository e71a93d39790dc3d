package io.eseal.system;

import io.eseal.simulator.SimulatorServer;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * What an act cost, as PostgreSQL and CertCentral counted it.
 *
 * @param rows rows inserted, updated and deleted
 * @param statements statements executed, each row of a batch for itself, without those that begin and end transactions
 * @param transactions transactions begun
 * @param calls calls to CertCentral, without the sweep's
 */
record Footprint(long rows, long statements, long transactions, int calls) {

    /** What nodes ask or write by the clock or once for many calls, however many requests there are. */
    private static final String SHARED = "(call_budget|call_pause|running_node|shedlock|status_sweep|duedate_ is null)";

    /** Those of them that have a transaction of their own. */
    private static final String ALONE = "^\\s*(select .* from call_budget|update shedlock)";

    Footprint plus(Footprint other) {
        return new Footprint(
                rows + other.rows,
                statements + other.statements,
                transactions + other.transactions,
                calls + other.calls);
    }

    @Override
    public String toString() {
        return rows + " rows, " + statements + " statements, " + transactions + " transactions, " + calls + " calls";
    }

    /** Counts by {@code pg_stat_statements}, which a database of one's own must have loaded. */
    static final class Meter {

        private final JdbcClient jdbc;
        private final SimulatorServer certCentral;
        private final Map<String, Long> texts = new TreeMap<>();
        private Map<String, Integer> calls = Map.of();

        Meter(JdbcClient jdbc, SimulatorServer certCentral) {
            this.jdbc = jdbc;
            this.certCentral = certCentral;
            jdbc.sql("create extension if not exists pg_stat_statements").update();
        }

        Footprint of(Runnable act) {
            calls = certCentral.calls();
            jdbc.sql("select pg_stat_statements_reset()").query().singleRow();
            act.run();
            Footprint footprint = read();
            remember();
            return footprint;
        }

        private Footprint read() {
            return jdbc.sql("""
                    with counted as (select * from pg_stat_statements
                                     where query not ilike '%pg_stat_statements%' and query !~* '""" + SHARED + """
                    '), shared as (select coalesce(sum(calls), 0) as calls from pg_stat_statements where query ~* '""" + ALONE + """
                    ')
                    select coalesce(sum(rows) filter (where query ~* '^\\s*(insert|update|delete)'), 0) as rows,
                           coalesce(sum(calls) filter (where query !~* '^(begin|commit|rollback|set|show)'), 0) as statements,
                           coalesce(sum(calls) filter (where query ~* '^begin'), 0)
                                   - (select calls from shared) as transactions
                    from counted""")
                    .query((row, n) -> new Footprint(
                            row.getLong("rows"),
                            row.getLong("statements"),
                            row.getLong("transactions"),
                            newCalls().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()))
                    .single();
        }

        /** Returns the calls since the act began, by operation. */
        private Map<String, Integer> newCalls() {
            Map<String, Integer> made = new TreeMap<>();
            certCentral.calls().forEach((operation, count) -> {
                int since = count - calls.getOrDefault(operation, 0);
                if (since > 0 && !operation.equals("status_changes")) {
                    made.put(operation, since);
                }
            });
            return made;
        }

        private void remember() {
            newCalls().forEach((operation, count) -> texts.merge("CALL " + operation, (long) count, Long::sum));
            jdbc.sql("select query, calls from pg_stat_statements where query not ilike '%pg_stat_statements%'")
                    .query((row, n) -> Map.entry(row.getString("query"), row.getLong("calls")))
                    .list()
                    .forEach(text -> texts.merge(text.getKey().replaceAll("\\s+", " "), text.getValue(), Long::sum));
        }

        void forget() {
            texts.clear();
        }

        /** Returns every statement and call that was counted, with its number, the most frequent first. */
        String statements() {
            StringBuilder lines = new StringBuilder();
            texts.entrySet().stream()
                    .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                    .forEach(text -> lines.append(text.getValue())
                            .append(' ')
                            .append(text.getKey())
                            .append('\n'));
            return lines.toString();
        }
    }
}
