package io.eseal.signin;

import org.camunda.bpm.engine.IdentityService;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.web.access.intercept.AuthorizationFilter;

/** Filters behind the rules of the addresses: they tell the engine who calls, and ask for a present password. */
final class CallerFilters {

    private final IdentityService identity;
    private final PasswordDoor door;
    private final ProblemResponses problems;

    CallerFilters(IdentityService identity, PasswordDoor door, ProblemResponses problems) {
        this.identity = identity;
        this.door = door;
        this.problems = problems;
    }

    void addTo(HttpSecurity http) {
        http.addFilterAfter(new EngineCallerFilter(identity), AuthorizationFilter.class)
                .addFilterAfter(new PresentPasswordFilter(door, problems), AuthorizationFilter.class);
    }
}
