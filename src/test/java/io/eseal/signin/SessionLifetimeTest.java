package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockHttpSession;

class SessionLifetimeTest {

    private final MockHttpServletRequest request = new MockHttpServletRequest();
    private final MockHttpSession session = new MockHttpSession();

    @Test
    void a_session_ends_by_its_age_however_busy_it_is() throws Exception {
        request.setSession(session);
        session.access();
        visitAfter(Duration.ofHours(11));
        assertThat(session.isInvalid()).isFalse();
        visitAfter(Duration.ofHours(13));
        assertThat(session.isInvalid()).isTrue();
        assertThat(request.getSession(false)).isNull();
    }

    @Test
    void calls_without_a_session_get_none() throws Exception {
        visitAfter(Duration.ofHours(13));
        assertThat(request.getSession(false)).isNull();
    }

    private void visitAfter(Duration time) throws Exception {
        var filter = new SessionLifetime(Duration.ofHours(12), Clock.offset(Clock.systemUTC(), time));
        var chain = new MockFilterChain();
        filter.doFilter(request, new MockHttpServletResponse(), chain);
        assertThat(chain.getRequest()).isSameAs(request);
    }
}
