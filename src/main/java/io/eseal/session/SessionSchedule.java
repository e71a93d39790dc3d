package io.eseal.session;

import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Removes what is over from the table of sessions, on one node. */
@Component
class SessionSchedule {

    private static final String EVERY = "PT10M";

    private final DatabaseSessions sessions;

    SessionSchedule(DatabaseSessions sessions) {
        this.sessions = sessions;
    }

    @Scheduled(fixedDelayString = EVERY, initialDelayString = EVERY)
    @SchedulerLock(name = "session-cleanup", lockAtMostFor = "PT5M", lockAtLeastFor = "PT5M")
    void clean() {
        sessions.clean();
    }
}
