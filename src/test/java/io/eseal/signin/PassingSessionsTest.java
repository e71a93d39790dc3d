package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.web.context.HttpSessionSecurityContextRepository;

class PassingSessionsTest {

    private final PassingSessions passing = new PassingSessions();

    private MockHttpSession visitor() {
        var session = new MockHttpSession();
        passing.sessionCreated(new HttpSessionEvent(session));
        return session;
    }

    private List<MockHttpSession> visitors(int number) {
        return IntStream.range(0, number).mapToObj(i -> visitor()).toList();
    }

    @Test
    void strangers_have_so_many_sessions_and_no_more_the_oldest_end() {
        var first = visitors(10);
        var later = visitors(PassingSessions.MOST);

        assertThat(passing.count()).isEqualTo(PassingSessions.MOST);
        assertThat(first).allMatch(MockHttpSession::isInvalid);
        assertThat(later).noneMatch(MockHttpSession::isInvalid);
    }

    @Test
    void strangers_end_no_session_of_somebody_who_has_signed_in() {
        var signedIn = visitor();
        passing.attributeAdded(new HttpSessionBindingEvent(
                signedIn, HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY, "who"));
        visitors(PassingSessions.MOST + 10);

        assertThat(signedIn.isInvalid()).isFalse();
    }

    @Test
    void a_session_that_ended_takes_no_place() {
        Stream.of(visitor(), visitor()).forEach(session -> passing.sessionDestroyed(new HttpSessionEvent(session)));
        assertThat(passing.count()).isZero();
    }
}
