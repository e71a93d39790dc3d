package io.eseal.certificate;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Knows which seals in service end soon, and of which end people were reminded. */
@Component
class EndingSeals {

    private final JdbcClient jdbc;
    private final Clock clock;

    EndingSeals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** A seal in service of whose end nobody was reminded since it came so near. */
    record Ending(EsealId esealId, Instant validTill) {}

    /**
     * Returns the seals in service that are nearer to their end than the last reminder told, and that no other seal in
     * service follows. One query, however many seals wait.
     *
     * @param reminders times before the end at which people are reminded
     */
    List<Ending> due(List<Duration> reminders) {
        if (reminders.isEmpty()) {
            return List.of();
        }
        String reached = IntStream.range(0, reminders.size())
                .mapToObj(i -> "(e.valid_till <= :within" + i + " and (e.reminded_of is null"
                        + " or e.reminded_of <> e.valid_till or e.reminded_before > :seconds" + i + "))")
                .collect(Collectors.joining(" or "));
        JdbcClient.StatementSpec query = jdbc.sql("""
                        select e.id, e.valid_till from eseal e
                        where e.state = :state and e.valid_till > :now and (%s)
                              and not exists (select 1 from eseal s where s.predecessor_id = e.id and s.state = :state)
                        order by e.valid_till, e.id""".formatted(reached))
                .param("state", EsealState.IN_SERVICE.name())
                .param("now", at(clock.instant()));
        for (int i = 0; i < reminders.size(); i++) {
            query = query.param("within" + i, at(clock.instant().plus(reminders.get(i))))
                    .param("seconds" + i, reminders.get(i).toSeconds());
        }
        return query.query((row, n) -> new Ending(
                        EsealId.of(row.getString("id")),
                        row.getObject("valid_till", OffsetDateTime.class).toInstant()))
                .list();
    }

    /**
     * Notes that people were reminded of the end this long before it.
     *
     * @return false when another node noted it first, or the seal is in service no more
     */
    boolean reminded(Ending ending, Duration before) {
        return jdbc.sql("""
                        update eseal set reminded_of = valid_till, reminded_before = :seconds
                        where id = :id and state = :state and valid_till = :till
                              and (reminded_of is null or reminded_of <> valid_till or reminded_before > :seconds)""")
                        .param("seconds", before.toSeconds())
                        .param("id", ending.esealId().value())
                        .param("state", EsealState.IN_SERVICE.name())
                        .param("till", at(ending.validTill()))
                        .update()
                == 1;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
