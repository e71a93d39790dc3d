package io.eseal.faults;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Names a write to the database that a fault can stop or make fail. Tables of the ledger, the register and the engine
 * are named to triggers here alone.
 *
 * @param event {@code insert}, {@code update} or {@code delete}
 * @param condition on the row: {@code ($1)} is the new one, {@code ($2)} the old one
 * @param atCommit whether the fault comes while its transaction commits rather than at the write
 */
record DatabaseWrite(String table, String event, String condition, boolean atCommit) {

    static final String LEDGER = "ledger";

    /** The intent to order is written down. */
    static DatabaseWrite intent(String esealId) {
        return new DatabaseWrite(
                LEDGER, "insert", "($1).operation = 'ORDER' and ($1).eseal_id = '" + esealId + "'", false);
    }

    /** The ledger's attempt comes to that state. */
    static DatabaseWrite ledger(String esealId, String state) {
        return new DatabaseWrite(
                LEDGER,
                "update",
                "($1).operation = 'ORDER' and ($1).eseal_id = '" + esealId + "' and ($1).state = '" + state
                        + "' and ($2).state <> ($1).state",
                false);
    }

    /** The register learns of the order, in the engine's transaction. */
    static DatabaseWrite registered(String esealId) {
        return new DatabaseWrite(
                "eseal",
                "update",
                "($1).id = '" + esealId + "' and ($1).order_id is not null and ($2).order_id is null",
                false);
    }

    /** The engine is done with the job that places the order. */
    static DatabaseWrite orderJobDone(String esealId, JdbcClient sql) {
        return sql.sql("""
                select '($2).process_instance_id_ = ''' || i.proc_inst_id_ || ''' and ($2).job_def_id_ = ''' || d.id_ || ''''
                from act_ru_execution i join act_ru_jobdef d on d.proc_def_id_ = i.proc_def_id_
                where i.business_key_ = :id and d.act_id_ = 'service_place_order' and d.job_configuration_ = 'async-before'""")
                .param("id", esealId)
                .query((row, n) -> new DatabaseWrite("act_ru_job", "delete", row.getString(1), false))
                .single();
    }

    DatabaseWrite duringCommit() {
        return new DatabaseWrite(table, event, condition, true);
    }
}
