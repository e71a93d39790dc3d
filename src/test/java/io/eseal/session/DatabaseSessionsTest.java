package io.eseal.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import io.eseal.fixtures.Database;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.transaction.support.TransactionTemplate;

/** Two nodes on one database. */
@ParameterizedClass
@EnumSource(Database.class)
class DatabaseSessionsTest {

    private static final Instant NOON = Instant.parse("2026-11-30T12:00:00Z");
    private static final Duration IDLE = Duration.ofMinutes(30);

    private static final List<SessionAttribute> ATTRIBUTES = List.of(
            SessionAttribute.of(
                    SPRING_SECURITY_CONTEXT_KEY,
                    SecurityContext.class,
                    context -> Optional.of(context.getAuthentication().getName()),
                    String.class,
                    DatabaseSessionsTest::signedIn),
            SessionAttribute.plain("page", String.class),
            SessionAttribute.plain("looked", Long.class));

    private final DataSource database;
    private final JdbcClient jdbc;
    private final boolean h2;

    DatabaseSessionsTest(Database database) {
        this.database = database.dataSource();
        this.jdbc = JdbcClient.create(this.database);
        this.h2 = database == Database.H2;
    }

    @BeforeEach
    void nobody_is_there() {
        jdbc.sql("delete from person_session").update();
    }

    @Test
    void a_session_is_good_on_every_node_until_one_of_them_ends_it() {
        String id = signIn("alice");

        assertThat(person(node(NOON).findById(id))).isEqualTo("alice");
        node(NOON).deleteById(id);
        assertThat(node(NOON).findById(id)).isNull();
    }

    @Test
    void the_database_holds_no_id_by_which_a_session_could_be_used() {
        String id = signIn("alice");

        assertThat(jdbc.sql("select * from person_session").query().singleRow().values())
                .allSatisfy(value -> assertThat(String.valueOf(value)).doesNotContain(id));
        assertThat(jdbc.sql("select attributes from person_session")
                        .query(String.class)
                        .single())
                .doesNotContain("page", SPRING_SECURITY_CONTEXT_KEY, "{");
        String hash = jdbc.sql("select id_hash from person_session")
                .query(String.class)
                .single();
        assertThat(node(NOON).findById(hash)).isNull();
    }

    @Test
    void an_id_is_long_and_nobody_chooses_it() {
        assertThat(signIn("alice")).hasSize(43).isNotEqualTo(signIn("alice"));
        assertThat(node(NOON).findById("chosen-by-a-stranger")).isNull();
    }

    @Test
    void what_nobody_named_lasts_for_one_call() {
        DatabaseSessions node = node(NOON);
        StoredSession session = node.createSession();
        session.setAttribute("page", "/");
        session.setAttribute("looked", "a text where a number is kept");
        session.setAttribute("body", "CANARY");
        node.save(session);

        assertThat(attributes(session.getId())).isEqualTo("{\"page\":\"\\\"/\\\"\"}");
        assertThat(found(session.getId()).getAttributeNames()).containsExactly("page");
    }

    @Test
    void a_row_chooses_no_class_and_one_that_cannot_be_read_is_no_session() {
        String id = signIn("alice");
        for (String hostile : List.of(
                "rO0ABXNyABFqYXZhLnV0aWwuSGFzaE1hcA==",
                "{\"page\":{\"@class\":\"java.net.URL\"}}",
                "{\"page\":\"[\\\"java.net.URL\\\",\\\"http://localhost\\\"]\"}",
                "{\"looked\":\"{\\\"@class\\\":\\\"java.util.HashMap\\\"}\"}",
                "[]")) {
            for (String row : List.of(hostile, SealedText.seal(id, hostile), SealedText.seal("another", "{}"))) {
                jdbc.sql("update person_session set attributes = ?").param(row).update();
                assertThat(node(NOON).findById(id)).as(hostile).isNull();
            }
        }
    }

    @Test
    void what_a_newer_version_keeps_beside_stays() {
        String id = signIn("alice");
        jdbc.sql("update person_session set attributes = ?")
                .param(SealedText.seal(
                        id, "{\"newer\":\"{}\",\"" + SPRING_SECURITY_CONTEXT_KEY + "\":\"\\\"alice\\\"\"}"))
                .update();
        StoredSession session = found(id);
        session.setAttribute("page", "/");
        node(NOON).save(session);

        assertThat(attributes(id)).contains("newer", "page", "alice");
    }

    @Test
    void calls_at_the_same_time_keep_what_each_has_changed() {
        String id = signIn("alice");
        StoredSession one = found(id);
        StoredSession other = found(id);
        one.setAttribute("page", "/");
        other.setAttribute("looked", 42L);
        node(NOON).save(one);
        node(NOON).save(other);

        assertThat(found(id).<String>getAttribute("page")).isEqualTo("/");
        assertThat(found(id).<Long>getAttribute("looked")).isEqualTo(42L);
    }

    @Test
    void a_call_that_is_under_way_brings_no_session_back_that_has_ended() {
        String id = signIn("alice");
        StoredSession late = found(id);
        node(NOON).deleteById(id);
        late.setAttribute("page", "/");
        node(NOON).save(late);
        late.setLastAccessedTime(NOON.plusSeconds(120));
        node(NOON).save(late);

        assertThat(node(NOON).findById(id)).isNull();
        assertThat(sessions()).isZero();
    }

    @Test
    void a_sign_in_gives_the_session_another_id_and_the_former_one_is_void() {
        DatabaseSessions node = node(NOON);
        StoredSession session = node.createSession();
        session.setAttribute("page", "/");
        node.save(session);
        String before = session.getId();

        StoredSession passing = found(before);
        passing.setAttribute("looked", 1L);
        node.save(passing);
        StoredSession found = found(before);
        assertThat(found.<Long>getAttribute("looked")).isEqualTo(1L);
        found.setAttribute(SPRING_SECURITY_CONTEXT_KEY, signedIn("alice"));
        found.changeSessionId();
        node.save(found);

        assertThat(node.findById(before)).isNull();
        assertThat(person(found(found.getId()))).isEqualTo("alice");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void a_session_ends_when_it_was_not_used_and_its_row_goes() {
        String id = signIn("alice");
        Instant last = NOON.plus(IDLE).minusSeconds(1);
        StoredSession session = node(last).findById(id);
        session.setLastAccessedTime(last);
        node(last).save(session);

        node(NOON.plus(IDLE)).clean();
        assertThat(node(NOON.plus(IDLE)).findById(id)).isNotNull();
        assertThat(node(last.plus(IDLE)).findById(id)).isNull();
        assertThat(sessions()).isEqualTo(1);
        node(last.plus(IDLE)).clean();
        assertThat(sessions()).isZero();
    }

    @Test
    void a_click_is_written_once_a_minute() {
        String id = signIn("alice");
        click(id, NOON.plusSeconds(59));
        assertThat(seen()).isEqualTo(NOON);
        click(id, NOON.plusSeconds(61));
        assertThat(seen()).isEqualTo(NOON.plusSeconds(61));
    }

    @Test
    void a_person_has_so_many_sessions_and_no_more_the_oldest_end_wherever_they_began() {
        String bob = signIn("bob");
        List<String> first = signIns(3, "alice", NOON);
        List<String> later = signIns(DatabaseSessions.MOST_OF_A_PERSON, "ALICE", NOON.plusSeconds(100));

        assertThat(first).allMatch(id -> node(NOON).findById(id) == null);
        assertThat(later).allMatch(id -> node(NOON).findById(id) != null);
        assertThat(node(NOON).findById(bob)).isNotNull();
    }

    @Test
    void a_session_that_was_just_begun_stays_however_far_behind_the_clock_of_its_node_is() {
        List<String> before = signIns(DatabaseSessions.MOST_OF_A_PERSON, "alice", NOON);
        Instant behind = NOON.minus(Duration.ofMinutes(10));
        DatabaseSessions node = node(behind);
        StoredSession stranger = node.createSession();
        node.save(stranger);
        StoredSession session = found(stranger.getId());
        session.setAttribute(SPRING_SECURITY_CONTEXT_KEY, signedIn("alice"));
        session.changeSessionId();
        node.save(session);
        String another = signIn("alice", behind);

        assertThat(List.of(session.getId(), another)).allMatch(id -> node.findById(id) != null);
        assertThat(before.subList(0, 2)).as("the oldest have ended").allMatch(id -> node.findById(id) == null);
        assertThat(before.subList(2, before.size())).allMatch(id -> node.findById(id) != null);
    }

    @Test
    void strangers_have_so_many_sessions_and_no_more_and_end_nobody_elses() {
        String alice = signIn("alice");
        int most = DatabaseSessions.MOST_OF_STRANGERS;
        DatabaseSessions node = node(NOON.plusSeconds(1));
        jdbc.sql("""
                insert into person_session (id_hash, created_at, seen_at, attributes)
                select 'old-' || x, :at, :at, '{}' from """ + " " + numbers(most))
                .param("at", NOON.minusSeconds(1).atOffset(ZoneOffset.UTC))
                .update();
        for (int i = 0; i < DatabaseSessions.STRANGERS_BETWEEN_LOOKS; i++) {
            node.save(node.createSession());
        }

        assertThat(sessions()).isEqualTo(most + 1);
        assertThat(jdbc.sql("select count(*) from person_session where id_hash like 'old-%'")
                        .query(Integer.class)
                        .single())
                .as("the oldest have ended")
                .isEqualTo(most - DatabaseSessions.STRANGERS_BETWEEN_LOOKS);
        assertThat(node(NOON).findById(alice)).isNotNull();
    }

    private String numbers(int most) {
        return (h2 ? "system_range(1, " : "generate_series(1, ") + most + ") as s(x)";
    }

    private DatabaseSessions node(Instant now) {
        return new DatabaseSessions(
                new SessionRows(jdbc, new TransactionTemplate(new JdbcTransactionManager(database))),
                ATTRIBUTES,
                IDLE,
                Clock.fixed(now, ZoneOffset.UTC));
    }

    private StoredSession found(String id) {
        return Optional.ofNullable(node(NOON).findById(id)).orElseThrow();
    }

    private String signIn(String person) {
        return signIn(person, NOON);
    }

    private String signIn(String person, Instant at) {
        DatabaseSessions node = node(at);
        StoredSession session = node.createSession();
        session.setAttribute(SPRING_SECURITY_CONTEXT_KEY, signedIn(person));
        node.save(session);
        return session.getId();
    }

    private List<String> signIns(int number, String person, Instant from) {
        return IntStream.range(0, number)
                .mapToObj(i -> signIn(person, from.plusSeconds(i)))
                .toList();
    }

    private void click(String id, Instant at) {
        StoredSession session = node(at).findById(id);
        session.setLastAccessedTime(at);
        node(at).save(session);
    }

    private Instant seen() {
        return jdbc.sql("select seen_at from person_session")
                .query((row, n) ->
                        row.getObject("seen_at", OffsetDateTime.class).toInstant())
                .single();
    }

    private String attributes(String id) {
        return SealedText.open(
                id,
                jdbc.sql("select attributes from person_session")
                        .query(String.class)
                        .single());
    }

    private int sessions() {
        return jdbc.sql("select count(*) from person_session")
                .query(Integer.class)
                .single();
    }

    private static SecurityContext signedIn(String person) {
        return new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of()));
    }

    private static String person(StoredSession session) {
        return session.<SecurityContext>getAttribute(SPRING_SECURITY_CONTEXT_KEY)
                .getAuthentication()
                .getName();
    }
}
