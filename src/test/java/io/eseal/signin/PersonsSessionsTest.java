package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.security.web.context.HttpSessionSecurityContextRepository.SPRING_SECURITY_CONTEXT_KEY;

import jakarta.servlet.http.HttpSessionBindingEvent;
import jakarta.servlet.http.HttpSessionEvent;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpSession;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.context.SecurityContextImpl;

class PersonsSessionsTest {

    private final PersonsSessions persons = new PersonsSessions();

    private MockHttpSession of(String person) {
        return signIn(new MockHttpSession(), person);
    }

    private MockHttpSession signIn(MockHttpSession session, String person) {
        Object before = session.getAttribute(SPRING_SECURITY_CONTEXT_KEY);
        session.setAttribute(
                SPRING_SECURITY_CONTEXT_KEY,
                new SecurityContextImpl(UsernamePasswordAuthenticationToken.authenticated(person, null, List.of())));
        if (before == null) {
            persons.attributeAdded(new HttpSessionBindingEvent(
                    session, SPRING_SECURITY_CONTEXT_KEY, session.getAttribute(SPRING_SECURITY_CONTEXT_KEY)));
        } else {
            persons.attributeReplaced(new HttpSessionBindingEvent(session, SPRING_SECURITY_CONTEXT_KEY, before));
        }
        return session;
    }

    private List<MockHttpSession> several(int number, String person) {
        return IntStream.range(0, number).mapToObj(i -> of(person)).toList();
    }

    @Test
    void a_person_has_so_many_sessions_and_no_more_the_oldest_ends() {
        var first = several(3, "alice");
        var later = several(PersonsSessions.MOST, "ALICE");

        assertThat(first).allMatch(MockHttpSession::isInvalid);
        assertThat(later).noneMatch(MockHttpSession::isInvalid);
    }

    @Test
    void nobody_elses_session_ends_for_it() {
        var bob = of("bob");
        several(3 * PersonsSessions.MOST, "alice");

        assertThat(bob.isInvalid()).isFalse();
    }

    @Test
    void who_signs_out_makes_room_and_a_session_counts_for_who_is_in_it_once() {
        var first = of("alice");
        signIn(first, "alice");
        var gone = of("alice");
        persons.sessionDestroyed(new HttpSessionEvent(gone));
        var changed = of("alice");
        signIn(changed, "bob");
        several(PersonsSessions.MOST - 1, "alice");

        assertThat(first.isInvalid()).isFalse();
        of("alice");
        assertThat(first.isInvalid()).isTrue();
        assertThat(changed.isInvalid()).isFalse();
    }
}
