package io.eseal.signin;

import io.eseal.id.UserId;
import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Bounds the sessions of one person: a script that signs in for each call would fill the memory with them. When a
 * person has more than {@link #MOST} on this node, the oldest one ends.
 */
@Component
class PersonsSessions implements HttpSessionListener, HttpSessionAttributeListener {

    static final int MOST = 20;

    private final Map<HttpSession, UserId> persons = new HashMap<>();
    /** Sessions of each person, in the order of signing in. */
    private final Map<UserId, Set<HttpSession>> sessions = new HashMap<>();

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        signedIn(event, event.getValue());
    }

    @Override
    public void attributeReplaced(HttpSessionBindingEvent event) {
        // The event holds the old value.
        signedIn(event, event.getSession().getAttribute(event.getName()));
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        forget(event.getSession());
    }

    private void signedIn(HttpSessionBindingEvent event, Object value) {
        if (event.getName().equals(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)
                && value instanceof SecurityContext context
                && context.getAuthentication() != null) {
            add(event.getSession(), UserId.of(context.getAuthentication().getName()))
                    .ifPresent(this::end);
        }
    }

    /** Adds a session; returns the person's oldest one if it must end for the new one. */
    private synchronized Optional<HttpSession> add(HttpSession session, UserId person) {
        if (person.equals(persons.get(session))) {
            return Optional.empty();
        }
        forget(session);
        persons.put(session, person);
        Set<HttpSession> theirs = sessions.computeIfAbsent(person, first -> new LinkedHashSet<>());
        theirs.add(session);
        return theirs.size() > MOST ? theirs.stream().findFirst() : Optional.empty();
    }

    private synchronized void forget(HttpSession session) {
        Optional.ofNullable(persons.remove(session))
                .ifPresent(person -> sessions.computeIfPresent(person, (same, theirs) -> {
                    theirs.remove(session);
                    return theirs.isEmpty() ? null : theirs;
                }));
    }

    private void end(HttpSession session) {
        forget(session);
        try {
            session.invalidate();
        } catch (IllegalStateException endedAlready) {
            // The session has ended already.
        }
    }
}
