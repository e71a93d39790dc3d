package io.eseal.bench;

import java.sql.SQLException;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/**
 * Multiplies one request that the process made, on PostgreSQL: copies every row of the engine and of the service that
 * belongs to it, under new ids. History that nobody's lists read is left out.
 */
final class ManyRequests {

    /** Tables of the engine that hold rows of an instance while it waits, with the column that names the instance. */
    private static final List<String> OF_INSTANCE = List.of(
            "act_ru_execution.proc_inst_id_",
            "act_ru_task.proc_inst_id_",
            "act_ru_variable.proc_inst_id_",
            "act_ru_job.process_instance_id_",
            "act_ru_event_subscr.proc_inst_id_",
            "act_hi_procinst.proc_inst_id_",
            "act_hi_taskinst.proc_inst_id_");

    /** Tables of the service, with the column that names the request. */
    private static final List<String> OF_REQUEST =
            List.of("eseal.id", "timeline.eseal_id", "approval_round.eseal_id", "request_editor.eseal_id");

    private final DataSource database;

    ManyRequests(DataSource database) {
        this.database = database;
    }

    /** Added to a copy's number it gives the copy's order, where the original has one. */
    static final long ORDERS = 70_000_000;

    /** Ids of the copies, with their number. */
    static final String REFERENCE = "ES-C%07d";

    /** Copies the request and its instance so many times; the copies' tasks wait as the original's do. */
    void copy(String esealId, int copies) {
        copy(esealId, 1, copies);
    }

    /** Makes the copies with these numbers, both included. */
    void copy(String esealId, int from, int to) {
        with(jdbc -> {
            String instance = jdbc.sql("select proc_inst_id_ from act_ru_execution where business_key_ = ?")
                    .param(esealId)
                    .query(String.class)
                    .single();
            jdbc.sql("create temp table old_id as "
                            + String.join(
                                    " union ",
                                    List.of(
                                            ids("act_ru_execution", "id_", instance),
                                            "select act_inst_id_ from act_ru_execution where proc_inst_id_ = '"
                                                    + instance + "'",
                                            ids("act_ru_task", "id_", instance),
                                            // Those that have ended, too.
                                            ids("act_hi_taskinst", "id_", instance),
                                            ids("act_ru_variable", "id_", instance),
                                            "select bytearray_id_ from act_ru_variable where proc_inst_id_ = '"
                                                    + instance + "'",
                                            "select id_ from act_ru_job where process_instance_id_ = '" + instance
                                                    + "'",
                                            ids("act_ru_event_subscr", "id_", instance))))
                    .update();
            jdbc.sql("delete from old_id where id_ is null").update();
            jdbc.sql("create temp table copy_no as select n from generate_series(" + from + ", " + to + ") n")
                    .update();
            jdbc.sql("set session_replication_role = replica").update();
            OF_INSTANCE.forEach(place -> insert(jdbc, place, "= '" + instance + "'", esealId));
            String tasks = "in (select id_ from act_ru_task where proc_inst_id_ = '" + instance + "')";
            insert(jdbc, "act_ru_identitylink.task_id_", tasks, esealId);
            insert(jdbc, "act_ru_authorization.resource_id_", tasks, esealId);
            insert(
                    jdbc,
                    "act_ge_bytearray.id_",
                    "in (select bytearray_id_ from act_ru_variable where proc_inst_id_ = '" + instance + "')",
                    esealId);
            OF_REQUEST.forEach(place -> insert(jdbc, place, "= '" + esealId + "'", esealId));
            jdbc.sql("set session_replication_role = origin").update();
            // People ask on different days, of different organisations.
            jdbc.sql("""
                    update act_ru_task t set create_time_ = create_time_ - n * interval '31 seconds',
                           due_date_ = due_date_ - n * interval '31 seconds'
                    from (select id_, row_number() over (order by id_) n from act_ru_task
                          where proc_inst_id_ <> :original) numbered where t.id_ = numbered.id_""").param("original", instance).update();
        });
    }

    /** Adds requests whose process has ended or is hidden from this measurement: rows of the register alone. */
    void register(String esealId, int copies) {
        with(jdbc -> {
            String columns = columns(jdbc, "eseal").stream()
                    .map(column -> switch (column) {
                        case "id" -> "'" + esealId.substring(0, 3) + "'||'R'||lpad(n::text, 7, '0')";
                        case "state" ->
                            "(array['IN_SERVICE','IN_SERVICE','REJECTED','ORDERED','CANCELED','EXPIRED'])[1 + n % 6]";
                        case "requester", "requester_person" -> "'person'||(n % 500)";
                        case "organization_id" -> "3000000 + n % 300";
                        case "organization_name" -> "'Organisation '||(n % 300)||' '||substr(md5('o'||n % 300), 1, 12)";
                        case "organization_sought" ->
                            "'organisation '||(n % 300)||' '||substr(md5('o'||n % 300), 1, 12)";
                        case "order_id" -> "70000000 + n";
                        case "serial_number" -> "md5('s'||n)";
                        case "created_at" -> "created_at - n * interval '13 minutes'";
                        default -> column;
                    })
                    .collect(Collectors.joining(", "));
            jdbc.sql("insert into eseal (" + String.join(", ", columns(jdbc, "eseal")) + ") select " + columns
                            + " from eseal cross join generate_series(1, " + copies + ") n where id = '" + esealId
                            + "'")
                    .update();
        });
    }

    /** Lets the database count anew what it plans by, as its autovacuum does within minutes. */
    void analyse() {
        with(jdbc -> jdbc.sql("vacuum analyze").update());
    }

    private static String ids(String table, String column, String instance) {
        return "select " + column + " from " + table + " where proc_inst_id_ = '" + instance + "'";
    }

    private static void insert(JdbcClient jdbc, String place, String condition, String esealId) {
        String table = place.substring(0, place.indexOf('.'));
        List<String> columns = columns(jdbc, table);
        String values =
                columns.stream().map(column -> copied(table, column, esealId)).collect(Collectors.joining(", "));
        jdbc.sql("insert into " + table + " (" + String.join(", ", columns) + ") select " + values + " from " + table
                        + " cross join copy_no where " + place.substring(place.indexOf('.') + 1) + " " + condition)
                .update();
    }

    /** Returns the value of a copied column: an id that belongs to the instance becomes the copy's, all else stays. */
    private static String copied(String table, String column, String esealId) {
        if (column.equals("organization_name")) {
            return "'Organisation '||(n % 400)||' '||substr(md5('o'||n % 400), 1, 12)";
        }
        if (column.equals("organization_sought")) {
            return "'organisation '||(n % 400)||' '||substr(md5('o'||n % 400), 1, 12)";
        }
        if (column.equals("id_")
                && List.of("act_ru_authorization", "act_ru_identitylink").contains(table)) {
            return "md5(id_||n)::uuid::text";
        }
        if (column.equals("order_id") && table.equals("eseal")) {
            // Stays null where there is no order.
            return "order_id * 0 + " + ORDERS + " + n";
        }
        if (column.endsWith("_id_") || List.of("id_", "var_scope_").contains(column) || column.equals("handler_cfg_")) {
            return "case when " + column + " in (select id_ from old_id) then md5(" + column + "||n)::uuid::text else "
                    + column + " end";
        }
        if (List.of("business_key_", "text_", "id", "eseal_id", "name_").contains(column)
                && !(table.equals("act_ru_variable") && column.equals("name_"))) {
            return "replace(" + column + ", '" + esealId + "', '" + esealId.substring(0, 3)
                    + "'||'C'||lpad(n::text, 7, '0'))";
        }
        return column;
    }

    private static List<String> columns(JdbcClient jdbc, String table) {
        return jdbc.sql("select column_name from information_schema.columns where table_name = :table"
                        + " and table_schema = current_schema() and is_generated = 'NEVER' order by ordinal_position")
                .param("table", table)
                .query(String.class)
                .list();
    }

    private void with(Consumer<JdbcClient> work) {
        try (var connection = database.getConnection()) {
            work.accept(JdbcClient.create(new SingleConnectionDataSource(connection, true)));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
