package io.eseal.notification;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Stores mail to be sent: written in the transaction of the change that it reports, deleted once a mail server has
 * taken it.
 */
@Component
@ConditionalOnMail
class Outbox {

    private static final Duration KEEP_GIVEN_UP = Duration.ofDays(30);
    private static final int LONGEST_PROBLEM = 1000;
    private static final TypeReference<Map<String, Object>> FACTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final ObjectMapper json;
    private final Clock clock;

    Outbox(JdbcClient jdbc, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Stores one mail for each recipient.
     *
     * @param facts data for the templates, stored as JSON
     */
    void put(MailKind kind, Collection<String> recipients, Map<String, Object> facts) {
        String text = write(facts);
        OffsetDateTime now = at(clock.instant());
        recipients.forEach(recipient -> jdbc.sql("""
                insert into mail (kind, recipient, facts, next_try, created_at) values (:kind, :recipient, :facts, :now, :now)""")
                .param("kind", kind.name())
                .param("recipient", recipient)
                .param("facts", text)
                .param("now", now)
                .update());
    }

    /**
     * Returns the ids of mails that are due, longest waiting first.
     *
     * @param most most ids to return
     */
    List<Long> due(int most) {
        return jdbc.sql(
                        "select id from mail where given_up = false and next_try <= :now order by next_try, id fetch next :most rows only")
                .param("now", at(clock.instant()))
                .param("most", most)
                .query(Long.class)
                .list();
    }

    /** Returns the mail with this id; empty if it was sent or given up. */
    Optional<OutgoingMail> find(long id) {
        return jdbc.sql("select * from mail where id = :id and given_up = false")
                .param("id", id)
                .query(this::row)
                .optional();
    }

    /** Deletes a mail that was sent or is out of date. */
    void remove(long id) {
        jdbc.sql("delete from mail where id = :id").param("id", id).update();
    }

    /** Schedules the next try of a mail after the wait and stores the problem. */
    void tryAgain(long id, Duration wait, String problem) {
        jdbc.sql("update mail set tries = tries + 1, next_try = :next, problem = :problem where id = :id")
                .param("next", at(clock.instant().plus(wait)))
                .param("problem", shortened(problem))
                .param("id", id)
                .update();
    }

    /** Marks a mail as given up and stores the problem. */
    void giveUp(long id, String problem) {
        jdbc.sql("update mail set tries = tries + 1, given_up = true, problem = :problem where id = :id")
                .param("problem", shortened(problem))
                .param("id", id)
                .update();
    }

    /** Deletes mails created more than 30 days ago that were given up. */
    void forgetOldGivenUp() {
        jdbc.sql("delete from mail where given_up = true and created_at < :before")
                .param("before", at(clock.instant().minus(KEEP_GIVEN_UP)))
                .update();
    }

    /** Returns the numbers of unsent mails. */
    State state() {
        return jdbc.sql("""
                select sum(case when given_up = false then 1 else 0 end) waiting, sum(case when given_up = true then 1 else 0 end) given_up,
                       min(case when given_up = false then created_at end) oldest from mail""")
                .query((row, n) -> new State(
                        row.getLong("waiting"),
                        row.getLong("given_up"),
                        Optional.ofNullable(row.getObject("oldest", OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant)))
                .single();
    }

    /**
     * Numbers of unsent mails.
     *
     * @param waiting mails that wait to be sent
     * @param givenUp mails that were given up
     * @param oldest when the longest waiting mail was created; empty if none waits
     */
    record State(long waiting, long givenUp, Optional<Instant> oldest) {}

    private OutgoingMail row(ResultSet row, int number) throws SQLException {
        return new OutgoingMail(
                row.getLong("id"),
                MailKind.valueOf(row.getString("kind")),
                row.getString("recipient"),
                read(row.getString("facts")),
                row.getInt("tries"),
                row.getObject("created_at", OffsetDateTime.class).toInstant());
    }

    private String write(Map<String, Object> facts) {
        try {
            return json.writeValueAsString(facts);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("not to be written as JSON", e);
        }
    }

    private Map<String, Object> read(String facts) {
        try {
            return json.readValue(facts, FACTS);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("mail.facts holds no JSON", e);
        }
    }

    private static String shortened(String text) {
        String plain = String.valueOf(text).replace("\u0000", "");
        return plain.length() > LONGEST_PROBLEM ? plain.substring(0, LONGEST_PROBLEM) : plain;
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}
