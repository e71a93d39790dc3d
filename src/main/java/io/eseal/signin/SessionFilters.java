package io.eseal.signin;

import java.time.Clock;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.authentication.AnonymousAuthenticationFilter;
import org.springframework.security.web.context.SecurityContextHolderFilter;

/** Filters that end a session: after its longest time, and when its user is gone or locked. */
final class SessionFilters {

    private final SessionSettings settings;
    private final EngineUsers users;
    private final Clock clock;

    SessionFilters(SessionSettings settings, EngineUsers users, Clock clock) {
        this.settings = settings;
        this.users = users;
        this.clock = clock;
    }

    void addTo(HttpSecurity http) {
        http.addFilterBefore(new SessionLifetime(settings.lifetime(), clock), SecurityContextHolderFilter.class)
                .addFilterBefore(new SessionRevalidationFilter(users, clock), AnonymousAuthenticationFilter.class);
    }
}
