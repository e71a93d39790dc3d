package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.TestClock;
import io.eseal.id.UserId;
import io.eseal.security.Groups;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContextHolder;

class SessionRevalidationFilterTest {

    private final EngineUsers users = mock(EngineUsers.class);
    private final TestClock clock = new TestClock();
    private final SessionRevalidationFilter filter = new SessionRevalidationFilter(users, clock);
    private final MockHttpSession session = new MockHttpSession();

    @BeforeEach
    void of_finance() {
        SecurityContextHolder.getContext()
                .setAuthentication(UsernamePasswordAuthenticationToken.authenticated(
                        "ada", null, List.of(new SimpleGrantedAuthority(Groups.FINANCE))));
        when(users.maySignIn(UserId.of("ada"))).thenReturn(true);
        when(users.groups(UserId.of("ada"))).thenReturn(Set.of(Groups.FINANCE));
    }

    @AfterEach
    void sign_out() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void nothing_happens_to_whoever_is_still_themselves_and_the_look_is_taken_once_a_minute() throws Exception {
        visit();
        visit();
        verify(users, times(1)).groups(UserId.of("ada"));
        clock.pass(SessionRevalidationFilter.LOOKS);
        visit();
        verify(users, times(2)).groups(UserId.of("ada"));
        assertThat(session.isInvalid()).isFalse();
    }

    @Test
    void other_groups_end_the_session_within_a_minute() throws Exception {
        visit();
        when(users.groups(UserId.of("ada"))).thenReturn(Set.of());
        clock.pass(Duration.ofSeconds(59));
        visit();
        assertThat(session.isInvalid()).isFalse();
        clock.pass(Duration.ofSeconds(1));
        visit();
        assertThat(session.isInvalid()).isTrue();
        assertThat(SecurityContextHolder.getContext().getAuthentication()).isNull();
    }

    @Test
    void whoever_left_has_no_session() throws Exception {
        when(users.maySignIn(UserId.of("ada"))).thenReturn(false);
        visit();
        assertThat(session.isInvalid()).isTrue();
    }

    private void visit() throws Exception {
        MockHttpServletRequest request = new MockHttpServletRequest();
        request.setSession(session);
        filter.doFilter(request, new MockHttpServletResponse(), new MockFilterChain());
    }
}
