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
 * Bounds the sessions in which nobody has signed in: they hold the page that somebody asked for, or their way to the
 * provider, and anybody can have one with each call. When there are more than {@link #MOST} on this node, the oldest
 * ends; whoever was about to sign in with it begins anew.
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

    /** The one that has to go for it. */
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
            // It is what was wanted.
        }
    }
}
