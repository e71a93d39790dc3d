package io.eseal.session;

import io.eseal.id.UserId;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.session.MapSession;
import org.springframework.session.Session;
import org.springframework.session.SessionIdGenerator;

/** A session as one call sees it, and what of it the database holds. */
final class StoredSession implements Session {

    private static final int ID_BYTES = 32;
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{43}");
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final SessionIdGenerator IDS = () -> {
        byte[] bytes = new byte[ID_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    };

    private final MapSession values;
    private @Nullable InDatabase stored;

    private StoredSession(MapSession values, @Nullable InDatabase stored) {
        this.values = values;
        this.stored = stored;
    }

    /**
     * What the database holds.
     *
     * @param id the id under which it is there, not hashed
     * @param seenAt when it says that the session was used last
     * @param person whose it is; null if nobody has signed in
     * @param attributes by name, as they are written
     */
    record InDatabase(String id, Instant seenAt, @Nullable UserId person, Map<String, String> attributes) {}

    /** Returns whether the text has the form of an id that was made here. */
    static boolean isId(String text) {
        return ID.matcher(text).matches();
    }

    static StoredSession fresh(Instant now) {
        MapSession values = new MapSession(IDS);
        values.setCreationTime(now);
        values.setLastAccessedTime(now);
        return new StoredSession(values, null);
    }

    static StoredSession of(InDatabase stored, Instant created, Map<String, Object> attributes) {
        MapSession values = new MapSession(stored.id());
        values.setSessionIdGenerator(IDS);
        values.setCreationTime(created);
        values.setLastAccessedTime(stored.seenAt());
        attributes.forEach(values::setAttribute);
        return new StoredSession(values, stored);
    }

    /** Returns what the database holds; null while it holds nothing. */
    @Nullable
    InDatabase stored() {
        return stored;
    }

    void stored(InDatabase now) {
        stored = now;
    }

    @Override
    public String getId() {
        return values.getId();
    }

    @Override
    public String changeSessionId() {
        return values.changeSessionId();
    }

    @Override
    @SuppressWarnings("TypeParameterUnusedInFormals") // The interface's.
    public <T> @Nullable T getAttribute(String name) {
        return values.getAttribute(name);
    }

    @Override
    public Set<String> getAttributeNames() {
        return values.getAttributeNames();
    }

    @Override
    public void setAttribute(String name, Object value) {
        values.setAttribute(name, value);
    }

    @Override
    public void removeAttribute(String name) {
        values.removeAttribute(name);
    }

    @Override
    public Instant getCreationTime() {
        return values.getCreationTime();
    }

    @Override
    public void setLastAccessedTime(Instant time) {
        values.setLastAccessedTime(time);
    }

    @Override
    public Instant getLastAccessedTime() {
        return values.getLastAccessedTime();
    }

    @Override
    public void setMaxInactiveInterval(Duration interval) {
        values.setMaxInactiveInterval(interval);
    }

    @Override
    public Duration getMaxInactiveInterval() {
        return values.getMaxInactiveInterval();
    }

    /** Returns false: {@link DatabaseSessions} hands out no session that is over. */
    @Override
    public boolean isExpired() {
        return false;
    }
}
