package io.eseal.faults;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/**
 * Starts a PostgreSQL server that keeps what it acknowledged, and makes it fail on demand. Nodes use the role
 * {@code eseal}.
 */
public final class Postgres implements AutoCloseable {

    /** The role of the nodes. */
    public static final String ROLE = "eseal";

    private final EmbeddedPostgres server;
    private final DataSource admin;
    private final JdbcClient sql;
    private final Set<String> watched = new HashSet<>();

    private Postgres(EmbeddedPostgres server) {
        this.server = server;
        this.admin = new DriverManagerDataSource(adminUrl());
        this.sql = JdbcClient.create(admin);
    }

    static Postgres start() {
        return start(Map.of());
    }

    /** Starts a server with settings of its own, such as {@code shared_buffers}. */
    public static Postgres start(Map<String, String> settings) {
        try {
            // The test library's own default loses what was acknowledged last when the server crashes.
            EmbeddedPostgres.Builder server = EmbeddedPostgres.builder().setServerConfig("synchronous_commit", "on");
            settings.forEach(server::setServerConfig);
            Postgres postgres = new Postgres(server.start());
            postgres.sql.sql("create role " + ROLE + " login").update();
            postgres.sql.sql("alter schema public owner to " + ROLE).update();
            postgres.sql
                    .sql(
                            "create table fault (number int primary key, tab text, event text, at_commit boolean, kind text, "
                                    + "condition text)")
                    .update();
            postgres.sql.sql("create sequence fault_number").update();
            // A sequence counts on although the write that it makes fail is rolled back.
            postgres.sql.sql("""
                    create function meet_faults() returns trigger language plpgsql security definer as $$
                    declare
                        met fault;
                        hit boolean;
                    begin
                        for met in select * from fault where tab = tg_table_name and event = lower(tg_op)
                                   and at_commit = (tg_argv[0] = 'at commit') loop
                            execute 'select coalesce(' || met.condition || ', false)' into hit using new, old;
                            if hit and met.kind = 'stop' then
                                perform pg_advisory_xact_lock_shared(met.number);
                            elsif hit and nextval('failing_' || met.number) = 1 then
                                raise exception 'this write fails once' using errcode = 'disk_full';
                            end if;
                        end loop;
                        return coalesce(new, old);
                    end $$""").update();
            return postgres;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The settings of a node that uses this database; its connections carry the node's name. */
    public NodeSettings usedBy(String node, NodeSettings settings) {
        return settings.with("spring.datasource.url", server.getJdbcUrl(ROLE, "postgres") + "&ApplicationName=" + node)
                .with("spring.datasource.username", ROLE)
                .with("spring.datasource.password", ROLE);
    }

    /** The port at which it listens on this host. */
    int port() {
        return server.getPort();
    }

    public DataSource dataSource() {
        return admin;
    }

    /** SQL of the superuser, each statement on a connection of its own: it works again after a crash. */
    public JdbcClient sql() {
        return sql;
    }

    /** Stops a write in the database until it is let through. */
    StoppedWrite stop(DatabaseWrite write) {
        try {
            int number = nextNumber();
            Connection lock = DriverManager.getConnection(adminUrl());
            try (var statement = lock.createStatement()) {
                statement.execute("select pg_advisory_lock(" + number + ")");
            }
            meet(number, "stop", write);
            return new StoppedWrite(sql, number, lock);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Makes exactly one write fail as if the disk were full. */
    FailingWrite failOnce(DatabaseWrite write) {
        int number = nextNumber();
        sql.sql("create sequence failing_" + number).update();
        meet(number, "fail", write);
        return new FailingWrite(sql, number);
    }

    private int nextNumber() {
        return sql.sql("select nextval('fault_number')").query(Integer.class).single();
    }

    /** The triggers stay: to create or drop one would have to wait for a write that is stopped. */
    private synchronized void meet(int number, String kind, DatabaseWrite write) {
        if (watched.add(write.table())) {
            sql.sql("create trigger faults before insert or update or delete on " + write.table()
                            + " for each row execute function meet_faults('at the write')")
                    .update();
            sql.sql("create constraint trigger faults_at_commit after insert or update or delete on " + write.table()
                            + " deferrable initially deferred for each row execute function meet_faults('at commit')")
                    .update();
        }
        sql.sql("insert into fault values (:number, :table, :event, :commit, :kind, :condition)")
                .param("number", number)
                .param("table", write.table())
                .param("event", write.event())
                .param("commit", write.atCommit())
                .param("kind", kind)
                .param("condition", write.condition())
                .update();
    }

    /** How often placing the order of a request failed before it was sent or after. */
    int retriesBurnt(String esealId) {
        return sql.sql("""
                select count(*) from act_hi_job_log l join act_ru_execution i on i.id_ = l.process_instance_id_
                where i.business_key_ = :id and l.job_state_ = 1 and l.act_id_ = 'service_place_order'
                """).param("id", esealId).query(Integer.class).single();
    }

    /** Jobs that a node has taken and not given back. */
    int lockedJobs() {
        return sql.sql("select count(*) from act_ru_job where lock_owner_ is not null")
                .query(Integer.class)
                .single();
    }

    /** Steps that are to be tried again later are due now; timers of the process are not touched. */
    void passTime(String esealId) {
        sql.sql("""
                update act_ru_job set duedate_ = now() at time zone 'UTC' - interval '1 day'
                where type_ = 'message' and lock_owner_ is null and retries_ > 0
                  and process_instance_id_ in (select proc_inst_id_ from act_ru_execution where business_key_ = :id)
                  """).param("id", esealId).update();
    }

    /** New transactions may not write, as on a replica or a full disk. */
    void readOnly(boolean on) {
        sql.sql(
                        on
                                ? "alter system set default_transaction_read_only = on"
                                : "alter system reset default_transaction_read_only")
                .update();
        sql.sql("select pg_reload_conf()").query(Boolean.class).single();
        // The server's processes are told one after the other.
        await().until(() -> {
            try (Connection other = DriverManager.getConnection(server.getJdbcUrl(ROLE, "postgres"));
                    var statement = other.createStatement();
                    var row = statement.executeQuery("show default_transaction_read_only")) {
                row.next();
                return row.getString(1).equals(on ? "on" : "off");
            }
        });
    }

    /**
     * One of the server's processes is killed, so that it drops all others and recovers from its log. Returns when it
     * takes connections again.
     */
    void crash() {
        long victim = sql.sql("select pid from pg_stat_activity where backend_type = 'checkpointer'")
                .query(Long.class)
                .single();
        String before = startedAt();
        ProcessHandle.of(victim).orElseThrow().destroyForcibly();
        await().atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(DataAccessException.class)
                .until(() -> !startedAt().equals(before));
    }

    private String startedAt() {
        // The postmaster survives; the process that every connection needs does not.
        return sql.sql("select backend_start::text from pg_stat_activity where backend_type = 'checkpointer'")
                .query(String.class)
                .single();
    }

    /** Ends all connections of the nodes and lets them have no more than that many from now on; -1 for no limit. */
    void limitConnections(int most) {
        sql.sql("alter role " + ROLE + " connection limit " + most).update();
        if (most >= 0) {
            sql.sql("select count(pg_terminate_backend(pid)) from pg_stat_activity where usename = '" + ROLE + "'")
                    .query(Long.class)
                    .single();
        }
    }

    // Writes although everybody else may not.
    private String adminUrl() {
        return server.getJdbcUrl("postgres", "postgres")
                + "&ApplicationName=test&options=-c%20default_transaction_read_only=off%20-c%20lock_timeout=20s";
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
