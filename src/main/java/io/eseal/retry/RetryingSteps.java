package io.eseal.retry;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores failed steps in the table {@code retrying_step}. Tries left and next try come from the engine's row of the
 * job, which is read, never written, and which the engine deletes once the step is done.
 */
@Component
class RetryingSteps implements StepFailures {

    private static final int LONGEST_STEP = 255;
    private static final int LONGEST_REASON = 500;
    private static final String WITH_JOB = " from retrying_step s join ACT_RU_JOB j on j.ID_ = s.job_id ";

    private final JdbcClient jdbc;
    private final Clock clock;

    RetryingSteps(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A step that a person asked to try again. */
    record Asked(String jobId, Optional<EsealId> esealId, String step, RetryCause cause, UserId by) {}

    /** Records the failure in the engine's transaction: both are written, or neither. */
    @Override
    public void add(Failure failure) {
        String step =
                failure.step().length() > LONGEST_STEP ? failure.step().substring(0, LONGEST_STEP) : failure.step();
        int heldBack = failure.heldBack() ? 1 : 0;
        int known = jdbc.sql("""
                update retrying_step set step = :step, cause = :cause, failed_at = :now, failures = failures + 1,
                       held_back = held_back + :held, asked_by = null, asked_at = null where job_id = :job""")
                .param("step", step)
                .param("cause", failure.cause().name())
                .param("now", at(clock.instant()))
                .param("held", heldBack)
                .param("job", failure.jobId())
                .update();
        if (known == 0) {
            jdbc.sql("""
                    insert into retrying_step (job_id, instance_id, eseal_id, step, cause, since, failed_at, failures, held_back)
                    values (:job, :instance, :eseal, :step, :cause, :now, :now, 1, :held)""")
                    .param("job", failure.jobId())
                    .param("instance", failure.instanceId().orElse(null))
                    .param("eseal", failure.esealId().map(EsealId::value).orElse(null))
                    .param("step", step)
                    .param("cause", failure.cause().name())
                    .param("now", at(clock.instant()))
                    .param("held", heldBack)
                    .update();
        }
    }

    /** Returns the failed steps counted by cause, the cause that has waited longest first. */
    List<Retries.Waiting> groups() {
        return jdbc.sql("""
                select s.cause, count(*) as steps, sum(case when j.RETRIES_ = 0 then 1 else 0 end) as still, min(s.since) as since,
                       min(case when j.RETRIES_ > 0 and j.SUSPENSION_STATE_ = 1 then j.DUEDATE_ end) as next_try
                """ + WITH_JOB + " group by s.cause order by min(s.since)")
                .query((row, n) -> new Retries.Waiting(
                        RetryCause.valueOf(row.getString("cause")),
                        row.getLong("steps"),
                        row.getLong("still"),
                        instant(row, "since"),
                        Optional.ofNullable(row.getTimestamp("next_try")).map(Timestamp::toInstant)))
                .list();
    }

    /**
     * Returns the failed steps that have waited longest, longest first.
     *
     * @param most most steps to return
     */
    List<RetryingStep> oldest(int most) {
        return jdbc.sql("select s.*, j.*" + WITH_JOB + "order by s.since, s.job_id fetch first :most rows only")
                .param("most", most)
                .query(RetryingSteps::step)
                .list();
    }

    /** Returns the failed steps of one process instance, the one that has waited longest first. */
    List<RetryingStep> ofInstance(String instanceId, int most) {
        return jdbc.sql("select s.*, j.*" + WITH_JOB
                        + "where s.instance_id = :instance order by s.since, s.job_id fetch first :most rows only")
                .param("instance", instanceId)
                .param("most", most)
                .query(RetryingSteps::step)
                .list();
    }

    /** Returns the failed step with this job; empty if there is none, or it is done. */
    Optional<RetryingStep> find(String jobId) {
        return jdbc.sql("select s.*, j.*" + WITH_JOB + "where s.job_id = :job")
                .param("job", jobId)
                .query(RetryingSteps::step)
                .optional();
    }

    /**
     * Asks for another try of the step. Returns false if the step is suspended, done, or has been asked for since it
     * last failed.
     */
    boolean ask(String jobId, UserId person) {
        return ask("job_id = :what", jobId, person) == 1;
    }

    /**
     * Asks for another try of all steps with this cause; returns the number of steps that were not asked for before.
     */
    int ask(RetryCause cause, UserId person) {
        return ask("cause = :what", cause.name(), person);
    }

    private int ask(String which, String what, UserId person) {
        return jdbc.sql("""
                update retrying_step set asked_by = :person, asked_at = :now where asked_by is null and %s and exists (
                       select 1 from ACT_RU_JOB j where j.ID_ = job_id and j.SUSPENSION_STATE_ = 1)""".formatted(which))
                .param("person", person.value())
                .param("now", at(clock.instant()))
                .param("what", what)
                .update();
    }

    /**
     * Returns the ids of jobs that were asked for and are not pulled forward yet, in the order of asking.
     *
     * @param most most ids to return
     */
    List<String> asked(int most) {
        return jdbc.sql(
                        "select job_id from retrying_step where asked_at is not null order by asked_at, since fetch first :most rows only")
                .param("most", most)
                .query(String.class)
                .list();
    }

    /**
     * Takes the wish for this job and locks its row until the end of the transaction; empty if another node took it.
     */
    Optional<Asked> take(String jobId) {
        int taken = jdbc.sql("update retrying_step set asked_at = null where job_id = :job and asked_at is not null")
                .param("job", jobId)
                .update();
        if (taken == 0) {
            return Optional.empty();
        }
        return jdbc.sql("select * from retrying_step where job_id = :job")
                .param("job", jobId)
                .query((row, n) -> new Asked(
                        jobId,
                        Optional.ofNullable(row.getString("eseal_id")).map(EsealId::of),
                        row.getString("step"),
                        RetryCause.valueOf(row.getString("cause")),
                        UserId.of(row.getString("asked_by"))))
                .optional();
    }

    /**
     * Locks the job until the end of the transaction and returns its tries left; empty if the job is running, suspended
     * or gone.
     */
    Optional<Integer> hold(String jobId) {
        return jdbc.sql("""
                select RETRIES_ from ACT_RU_JOB where ID_ = :job and SUSPENSION_STATE_ = 1
                       and (LOCK_EXP_TIME_ is null or LOCK_EXP_TIME_ < :now) for update""")
                .param("job", jobId)
                .param("now", Timestamp.from(clock.instant()))
                .query(Integer.class)
                .optional();
    }

    /** Erases the wish for a job that cannot be pulled forward. */
    void decline(String jobId) {
        jdbc.sql("update retrying_step set asked_by = null, asked_at = null where job_id = :job")
                .param("job", jobId)
                .update();
    }

    /** Deletes the rows of steps that are done; returns their number. */
    int removeDone() {
        return jdbc.sql("delete from retrying_step where not exists (select 1 from ACT_RU_JOB j where j.ID_ = job_id)")
                .update();
    }

    private static RetryingStep step(ResultSet row, int number) throws SQLException {
        int tries = row.getInt("RETRIES_");
        boolean suspended = row.getInt("SUSPENSION_STATE_") != 1;
        Optional<Instant> due =
                Optional.ofNullable(row.getTimestamp("DUEDATE_")).map(Timestamp::toInstant);
        String reason = Optional.ofNullable(row.getString("EXCEPTION_MSG_")).orElse("");
        return new RetryingStep(
                row.getString("job_id"),
                Optional.ofNullable(row.getString("eseal_id")).map(EsealId::of),
                row.getString("step"),
                RetryCause.valueOf(row.getString("cause")),
                instant(row, "since"),
                row.getInt("failures"),
                row.getInt("held_back"),
                tries,
                due.filter(at -> tries > 0 && !suspended),
                suspended,
                reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason,
                Optional.ofNullable(row.getString("asked_by")).map(UserId::of));
    }

    private static Instant instant(ResultSet row, String column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
