package io.eseal.signin;

import jakarta.servlet.http.HttpSession;
import jakarta.servlet.http.HttpSessionAttributeListener;
import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import jakarta.servlet.http.HttpSessionListener;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;
import org.springframework.stereotype.Component;

/**
 * Bounds the sessions in which nobody has signed in: they hold the page that was asked for, or the state of a sign-in
 * at the provider, and each call of a stranger can create one. When this node has more than {@link #MOST}, the oldest
 * one ends; a person who was about to sign in with it starts again.
 */
@Component
class PassingSessions implements HttpSessionListener, HttpSessionAttributeListener {

    static final int MOST = 4000;

    private final Set<HttpSession> sessions = new LinkedHashSet<>();

    @Override
    public void sessionCreated(HttpSessionEvent event) {
        add(event.getSession()).ifPresent(PassingSessions::end);
    }

    @Override
    public void sessionDestroyed(HttpSessionEvent event) {
        forget(event.getSession());
    }

    @Override
    public void attributeAdded(HttpSessionBindingEvent event) {
        if (event.getName().equals(HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY)) {
            forget(event.getSession());
        }
    }

    synchronized int count() {
        return sessions.size();
    }

    /** Adds a session; returns the oldest one if it must end for the new one. */
    private synchronized Optional<HttpSession> add(HttpSession session) {
        sessions.add(session);
        if (sessions.size() <= MOST) {
            return Optional.empty();
        }
        Iterator<HttpSession> oldest = sessions.iterator();
        HttpSession goes = oldest.next();
        oldest.remove();
        return Optional.of(goes);
    }

    private synchronized void forget(HttpSession session) {
        sessions.remove(session);
    }

    private static void end(HttpSession session) {
        try {
            session.invalidate();
        } catch (IllegalStateException endedAlready) {
            // The session has ended already.
        }
    }
}
