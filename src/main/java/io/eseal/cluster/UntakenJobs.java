package io.eseal.cluster;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Jobs that have been due for a while and that no node runs: all are busy, or none knows the version of the process to
 * which they belong.
 */
@Component
class UntakenJobs {

    /** A node looks for jobs several times a second; a call to CertCentral, which holds back others, takes 20 s. */
    static final Duration PATIENCE = Duration.ofMinutes(2);

    private final JdbcClient jdbc;
    private final Clock clock;

    UntakenJobs(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * How many there are.
     *
     * @param since when the first was due; null without any
     */
    record Waiting(int jobs, @Nullable Instant since) {}

    Waiting now() {
        Instant now = clock.instant();
        return jdbc.sql("select count(*) as jobs, min(DUEDATE_) as since from ACT_RU_JOB where RETRIES_ > 0"
                        + " and SUSPENSION_STATE_ = 1 and DUEDATE_ <= ?"
                        + " and (LOCK_EXP_TIME_ is null or LOCK_EXP_TIME_ < ?)")
                .param(Timestamp.from(now.minus(PATIENCE)))
                .param(Timestamp.from(now))
                .query((row, number) -> {
                    Timestamp since = row.getTimestamp("since");
                    return new Waiting(row.getInt("jobs"), since == null ? null : since.toInstant());
                })
                .single();
    }
}
