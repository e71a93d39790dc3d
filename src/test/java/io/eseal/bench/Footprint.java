package io.eseal.bench;

import io.eseal.faults.Postgres;

/**
 * What nodes have asked of their database since it began to count.
 *
 * @param rows rows inserted, updated and deleted
 * @param statements statements executed, each row of a batch for itself, without those that begin and end transactions
 * @param transactions transactions begun
 */
record Footprint(double rows, double statements, double transactions) {

    static void forget(Installation installation) {
        installation.sql().sql("select pg_stat_statements_reset()").query().singleRow();
    }

    static Footprint of(Installation installation) {
        return installation
                .sql()
                .sql("""
                        with counted as (select * from pg_stat_statements
                                         where userid = (select oid from pg_roles where rolname = :role))
                        select coalesce(sum(rows) filter (where query ~* '^\\s*(insert|update|delete)'), 0) as rows,
                               coalesce(sum(calls) filter (where query !~* '^(begin|commit|rollback|set|show)'), 0) as statements,
                               coalesce(sum(calls) filter (where query ~* '^begin'), 0) as transactions
                        from counted""")
                .param("role", Postgres.ROLE)
                .query((row, n) -> new Footprint(
                        row.getDouble("rows"), row.getDouble("statements"), row.getDouble("transactions")))
                .single();
    }

    Footprint each(int lifecycles) {
        return new Footprint(rows / lifecycles, statements / lifecycles, transactions / lifecycles);
    }
}
