package io.eseal.session;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.UserId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * The table of sessions. It holds a hash of each id, and attributes that are sealed under the id, so that whoever reads
 * it or a backup of it can use no session of anybody, and reads who has one and nothing else.
 */
@Component
class SessionRows {

    private static final ObjectMapper JSON = new ObjectMapper();

    private final JdbcClient jdbc;
    private final TransactionOperations transaction;

    SessionRows(JdbcClient jdbc, TransactionOperations transaction) {
        this.jdbc = jdbc;
        this.transaction = transaction;
    }

    /** A row; its attributes are written as {@link SessionAttribute} says. */
    record Row(Instant createdAt, Instant seenAt, @Nullable UserId person, Map<String, String> attributes) {}

    Optional<Row> find(String id) {
        return jdbc.sql("select created_at, seen_at, person, attributes from person_session where id_hash = ?")
                .param(hash(id))
                .query((row, n) -> new Row(
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("seen_at", OffsetDateTime.class).toInstant(),
                        person(row.getString("person")),
                        parse(SealedText.open(id, row.getString("attributes")))))
                .optional();
    }

    void add(String id, Row row) {
        jdbc.sql("""
                insert into person_session (id_hash, person, created_at, signed_in_at, seen_at, attributes)
                values (:id, :person, :created, %s, :seen, :attributes)""".formatted(signedInAt(row.person())))
                .param("id", hash(id))
                .param("person", text(row.person()))
                .param("created", utc(row.createdAt()))
                .param("seen", utc(row.seenAt()))
                .param("attributes", SealedText.seal(id, json(row.attributes())))
                .update();
    }

    /** Notes that the session was used. */
    void seen(String id, Instant at) {
        jdbc.sql("update person_session set seen_at = ? where id_hash = ?")
                .param(utc(at))
                .param(hash(id))
                .update();
    }

    /**
     * Changes a session; what another call changed meanwhile stays as that one left it. Does nothing if the session has
     * ended.
     *
     * @param id under which it is there
     * @param newId under which it is there from now on
     * @param attributes those that changed; an empty value removes one
     */
    void change(
            String id, String newId, Instant seen, @Nullable UserId person, Map<String, Optional<String>> attributes) {
        transaction.executeWithoutResult(status -> jdbc.sql(
                        "select attributes from person_session where id_hash = ? for update")
                .param(hash(id))
                .query(String.class)
                .optional()
                .ifPresent(before -> {
                    Map<String, String> now = parse(SealedText.open(id, before));
                    attributes.forEach((name, value) ->
                            value.ifPresentOrElse(text -> now.put(name, text), () -> now.remove(name)));
                    jdbc.sql("""
                            update person_session set id_hash = :newId, seen_at = :seen, attributes = :attributes,
                                   signed_in_at = case when person = :person then signed_in_at else %s end,
                                   person = :person
                            where id_hash = :id""".formatted(signedInAt(person)))
                            .param("newId", hash(newId))
                            .param("seen", utc(seen))
                            .param("attributes", SealedText.seal(newId, json(now)))
                            .param("person", text(person))
                            .param("id", hash(id))
                            .update();
                }));
    }

    void remove(String id) {
        jdbc.sql("delete from person_session where id_hash = ?").param(hash(id)).update();
    }

    /** Ends the sessions of a person beyond the newest ones. */
    void endOldest(UserId person, int most) {
        jdbc.sql("""
                delete from person_session where id_hash in (
                  select id_hash from person_session where person = :person
                  order by signed_in_at desc offset :most rows)""").param("person", text(person)).param("most", most).update();
    }

    /** Ends the sessions in which nobody has signed in, beyond the newest ones. */
    void endOldestOfStrangers(int most) {
        jdbc.sql("""
                delete from person_session where id_hash in (
                  select id_hash from person_session where person is null
                  order by created_at desc offset :most rows)""").param("most", most).update();
    }

    /** Removes the sessions that were not used since then. */
    void removeUnusedSince(Instant then) {
        jdbc.sql("delete from person_session where seen_at <= ?")
                .param(utc(then))
                .update();
    }

    /**
     * Returns the moment of a sign-in by the database's clock: a node whose own is behind would end the session that
     * was just begun on it instead of the oldest.
     */
    private static String signedInAt(@Nullable UserId person) {
        return person == null ? "null" : "current_timestamp";
    }

    /** Returns the form by which persons are compared. */
    private static @Nullable String text(@Nullable UserId person) {
        return person == null ? null : person.normal();
    }

    private static @Nullable UserId person(@Nullable String text) {
        return text == null ? null : UserId.of(text);
    }

    private static OffsetDateTime utc(Instant at) {
        return at.atOffset(ZoneOffset.UTC);
    }

    /** An id has 256 random bits: no salt and no slow hash are needed. */
    private static String hash(String id) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(id.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String json(Map<String, String> attributes) {
        try {
            return JSON.writeValueAsString(attributes);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Map<String, String> parse(String attributes) {
        try {
            return JSON.readValue(attributes, new TypeReference<TreeMap<String, String>>() {});
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("The attributes of a session cannot be read.", e);
        }
    }
}
