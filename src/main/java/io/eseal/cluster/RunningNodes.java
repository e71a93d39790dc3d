package io.eseal.cluster;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalInt;
import java.util.Properties;
import javax.sql.DataSource;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.springframework.boot.jdbc.DataSourceBuilder;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SimpleDriverDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/** The nodes that run, as the database knows them. All times are the database's. */
@Component
class RunningNodes {

    private static final String SILENT =
            "seen_at < current_timestamp - cast(:seconds as integer) * interval '1' second";

    // An answer takes milliseconds; a connection that is dead says nothing at all.
    private static final Map<String, String> LIMITS_OF_POSTGRES = Map.of("connectTimeout", "5", "socketTimeout", "5");

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;

    /**
     * Makes the list.
     *
     * @param pool whose database it is in; each call opens a connection of its own, so that no sweep, no call and no
     *     connection that died keeps this node from telling that it runs
     */
    RunningNodes(DataSource pool) {
        SimpleDriverDataSource database = DataSourceBuilder.derivedFrom(pool)
                .type(SimpleDriverDataSource.class)
                .build();
        if (DatabaseDriver.fromJdbcUrl(database.getUrl()) == DatabaseDriver.POSTGRESQL) {
            database.setConnectionProperties(properties(pool));
        }
        this.jdbc = JdbcClient.create(database);
        this.transaction = new TransactionTemplate(new JdbcTransactionManager(database));
    }

    /**
     * Returns those of the pool, such as how the server's certificate is checked, and its schema, with other limits.
     */
    private static Properties properties(DataSource pool) {
        Properties properties = new Properties();
        if (pool instanceof HikariDataSource hikari) {
            properties.putAll(hikari.getDataSourceProperties());
            if (hikari.getSchema() != null) {
                properties.put("currentSchema", hikari.getSchema());
            }
        }
        properties.putAll(LIMITS_OF_POSTGRES);
        return properties;
    }

    /** A node, and when it was last heard of. */
    record Seen(String node, Instant at) {}

    /** Notes that the node runs. */
    void beat(String node) {
        if (jdbc.sql("update running_node set seen_at = current_timestamp where lock_owner = ?")
                        .param(node)
                        .update()
                == 0) {
            jdbc.sql("insert into running_node (lock_owner, seen_at) values (?, current_timestamp)")
                    .param(node)
                    .update();
        }
    }

    /** Forgets a node that stops, unless it leaves jobs behind: these are taken from it as from one that was lost. */
    void leave(String node) {
        jdbc.sql("delete from running_node where lock_owner = :node"
                        + " and not exists (select 1 from ACT_RU_JOB where LOCK_OWNER_ = :node)")
                .param("node", node)
                .update();
    }

    /** Unlocks a job of the node, unless its lock ends later: then somebody has taken it anew. */
    void release(String node, String job, Date lockEnd) {
        jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null, REV_ = REV_ + 1"
                        + " where ID_ = ? and LOCK_OWNER_ = ? and LOCK_EXP_TIME_ <= ?")
                .param(job)
                .param(node)
                .param(new Timestamp(lockEnd.getTime()))
                .update();
    }

    /**
     * Makes jobs without a date due: the engine takes jobs by their dates, and would never take these. Somebody took
     * the date away by the engine's interface, or a version of the service made them that did not date them.
     */
    void dateUndated() {
        jdbc.sql("update ACT_RU_JOB set DUEDATE_ = ? where DUEDATE_ is null and RETRIES_ > 0 and SUSPENSION_STATE_ = 1")
                .param(new Timestamp(ClockUtil.getCurrentTime().getTime()))
                .update();
    }

    /** Returns the nodes of which nothing was heard for so long. */
    List<Seen> silent(Duration time) {
        return jdbc.sql("select lock_owner, seen_at from running_node where " + SILENT + " order by lock_owner")
                .param("seconds", time.toSeconds())
                .query((row, n) -> new Seen(
                        row.getString("lock_owner"),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Lets other nodes take the jobs and the sweeps of a node of which nothing was heard for so long, and forgets it.
     * Should it still run, the engine refuses what it makes of these jobs: their revision is another.
     *
     * @return how many jobs it held; empty if it was heard of again, or another node did this
     */
    OptionalInt take(String node, Duration time) {
        OptionalInt jobs = transaction.execute(status -> {
            int lost = jdbc.sql("delete from running_node where lock_owner = :node and " + SILENT)
                    .param("node", node)
                    .param("seconds", time.toSeconds())
                    .update();
            if (lost == 0) {
                return OptionalInt.empty();
            }
            jdbc.sql("update shedlock set lock_until = locked_at where locked_by = :node and lock_until > locked_at")
                    .param("node", node)
                    .update();
            return OptionalInt.of(jdbc.sql("update ACT_RU_JOB set LOCK_OWNER_ = null, LOCK_EXP_TIME_ = null,"
                            + " REV_ = REV_ + 1 where LOCK_OWNER_ = :node")
                    .param("node", node)
                    .update());
        });
        return Objects.requireNonNull(jobs);
    }
}
