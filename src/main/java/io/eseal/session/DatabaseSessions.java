package io.eseal.session;

import io.eseal.id.UserId;
import io.eseal.session.SessionRows.Row;
import io.eseal.session.StoredSession.InDatabase;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.dao.DataAccessException;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.session.SessionRepository;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Keeps sessions in the database, with one read for each call that brings one. Writes only what changed, and that a
 * session was used only once a minute. Bounds the sessions of one person, and those in which nobody signed in: they
 * hold the page that was asked for, or the state of a sign-in at the provider, and each call of a stranger can create
 * one.
 */
@Component
class DatabaseSessions implements SessionRepository<StoredSession> {

    /** Sessions of one person; with the next one the oldest ends. */
    static final int MOST_OF_A_PERSON = 20;

    /** Sessions in which nobody signed in, for all nodes. */
    static final int MOST_OF_STRANGERS = 4000;

    /** How many strangers' sessions each node makes between two looks at their number. */
    static final int STRANGERS_BETWEEN_LOOKS = 100;

    static final Duration SEEN_EVERY = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(DatabaseSessions.class);

    private final SessionRows rows;
    private final Map<String, SessionAttribute> attributes;
    private final Duration idle;
    private final Clock clock;
    private final AtomicInteger strangers = new AtomicInteger();

    DatabaseSessions(
            SessionRows rows,
            List<SessionAttribute> attributes,
            @Value("${server.servlet.session.timeout}") Duration idle,
            Clock clock) {
        this.rows = rows;
        this.attributes =
                attributes.stream().collect(Collectors.toUnmodifiableMap(SessionAttribute::name, Function.identity()));
        this.idle = idle;
        this.clock = clock;
    }

    @Override
    public StoredSession createSession() {
        return StoredSession.fresh(clock.instant());
    }

    @Override
    public @Nullable StoredSession findById(String id) {
        // Another cookie of that name is none of ours, and asks the database nothing.
        if (!StoredSession.isId(id)) {
            return null;
        }
        try {
            return rows.find(id)
                    .filter(row -> row.seenAt().plus(idle).isAfter(clock.instant()))
                    .map(row -> restore(id, row))
                    .orElse(null);
        } catch (IllegalArgumentException e) {
            log.warn("A session cannot be read and counts as ended: {}", e.getMessage());
            return null;
        }
    }

    @Override
    public void deleteById(String id) {
        rows.remove(id);
    }

    @Override
    public void save(StoredSession session) {
        Map<String, String> now = written(session);
        UserId person = person(session);
        Instant seen = session.getLastAccessedTime();
        InDatabase before = session.stored();
        if (before == null) {
            rows.add(session.getId(), new Row(session.getCreationTime(), seen, person, now));
        } else {
            Map<String, Optional<String>> changes = changes(before.attributes(), now);
            if (changes.isEmpty() && session.getId().equals(before.id())) {
                if (before.seenAt().plus(SEEN_EVERY).isBefore(seen)) {
                    forgiven(() -> rows.seen(session.getId(), seen));
                    session.stored(new InDatabase(before.id(), seen, person, before.attributes()));
                }
                return;
            }
            boolean mayBeLost = session.getId().equals(before.id())
                    && changes.keySet().stream()
                            .allMatch(name ->
                                    Objects.requireNonNull(attributes.get(name)).mayBeLost());
            Runnable change = () -> rows.change(before.id(), session.getId(), seen, person, changes);
            if (mayBeLost) {
                forgiven(change);
            } else {
                change.run();
            }
        }
        session.stored(new InDatabase(session.getId(), seen, person, now));
        if (before == null && person == null) {
            forgiven(this::boundStrangers);
        } else if (person != null && (before == null || !person.equals(before.person()))) {
            forgiven(() -> rows.endOldest(person, MOST_OF_A_PERSON));
        }
    }

    /** Removes the sessions that are over, and those of strangers beyond their number. */
    void clean() {
        rows.removeUnusedSince(clock.instant().minus(idle));
        rows.endOldestOfStrangers(MOST_OF_STRANGERS);
    }

    private void boundStrangers() {
        if (strangers.incrementAndGet() % STRANGERS_BETWEEN_LOOKS == 0) {
            rows.endOldestOfStrangers(MOST_OF_STRANGERS);
        }
    }

    /** What a call has done must not fail because nobody can note that its session was used, or end old ones. */
    private static void forgiven(Runnable write) {
        try {
            write.run();
        } catch (DataAccessException | TransactionException e) {
            log.debug("The table of sessions could not be written.", e);
        }
    }

    private StoredSession restore(String id, Row row) {
        Map<String, Object> values = new HashMap<>();
        row.attributes().forEach((name, text) -> {
            SessionAttribute known = attributes.get(name);
            if (known != null) {
                values.put(name, known.read(text));
            }
        });
        return StoredSession.of(
                new InDatabase(id, row.seenAt(), row.person(), row.attributes()), row.createdAt(), values);
    }

    private Map<String, String> written(StoredSession session) {
        Map<String, String> texts = new TreeMap<>();
        attributes.forEach((name, attribute) -> Optional.ofNullable(session.<Object>getAttribute(name))
                .flatMap(attribute::write)
                .ifPresent(text -> texts.put(name, text)));
        return texts;
    }

    /** Attributes that this node does not know are another version's, and stay. */
    private Map<String, Optional<String>> changes(Map<String, String> before, Map<String, String> now) {
        return attributes.keySet().stream()
                .filter(name -> !Objects.equals(before.get(name), now.get(name)))
                .collect(Collectors.toMap(Function.identity(), name -> Optional.ofNullable(now.get(name))));
    }

    private static @Nullable UserId person(StoredSession session) {
        return session.getAttribute(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                                instanceof SecurityContext context
                        && context.getAuthentication() != null
                ? UserId.of(context.getAuthentication().getName())
                : null;
    }
}
