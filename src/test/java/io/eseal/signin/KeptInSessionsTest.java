package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.security.SignedInNames;
import io.eseal.session.SessionAttribute;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.camunda.bpm.webapp.impl.security.auth.Authentications;
import org.camunda.bpm.webapp.impl.security.auth.UserAuthentication;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.SimpleGrantedAuthority;
import org.springframework.security.core.context.SecurityContext;
import org.springframework.security.core.context.SecurityContextHolder;
import org.springframework.security.core.context.SecurityContextImpl;
import org.springframework.security.oauth2.client.authentication.OAuth2AuthenticationToken;
import org.springframework.security.oauth2.core.oidc.OidcIdToken;
import org.springframework.security.oauth2.core.oidc.OidcUserInfo;
import org.springframework.security.oauth2.core.oidc.user.DefaultOidcUser;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;

class KeptInSessionsTest {

    private static final List<SimpleGrantedAuthority> GROUPS =
            List.of(new SimpleGrantedAuthority("operators"), new SimpleGrantedAuthority("auditors"));

    private final KeptInSessions kept = new KeptInSessions();
    private final SessionAttribute person = kept.personInSession(
            new OidcSettings("https://id.example", "c", "s", List.of(), "realm.id", "groups", null, ""));

    @AfterEach
    void nobody_is_signed_in() {
        SecurityContextHolder.clearContext();
    }

    @Test
    void a_user_of_the_engine_is_who_they_were() {
        Authentication before = UsernamePasswordAuthenticationToken.authenticated("alice", null, GROUPS);

        Authentication after = again(before);

        assertThat(after).isInstanceOf(UsernamePasswordAuthenticationToken.class);
        assertThat(after.isAuthenticated()).isTrue();
        assertThat(after.getName()).isEqualTo("alice");
        assertThat(after.getAuthorities()).extracting("authority").containsExactlyInAnyOrder("operators", "auditors");
    }

    @Test
    void a_providers_user_keeps_names_and_token_and_nothing_that_is_not_read() {
        var token = new OidcIdToken(
                "an.id.token",
                Instant.EPOCH,
                Instant.MAX,
                Map.of("sub", "4711", "realm.id", "alice", "given_name", "Alice", "salary", "CANARY"));
        var info = new OidcUserInfo(Map.of("sub", "4711", "family_name", "Smith", "email", "alice@example.eu"));
        Authentication before =
                new OAuth2AuthenticationToken(new DefaultOidcUser(GROUPS, token, info, "realm.id"), GROUPS, "client");

        Authentication after = again(before);

        assertThat(after.getName()).isEqualTo("alice");
        assertThat(((OAuth2AuthenticationToken) after).getAuthorizedClientRegistrationId())
                .isEqualTo("client");
        assertThat(((OidcUser) after.getPrincipal()).getIdToken().getTokenValue())
                .isEqualTo("an.id.token");
        assertThat(names(after)).isEqualTo(names(before)).contains("Alice Smith", "alice@example.eu");
        assertThat(person.write(new SecurityContextImpl(before)).orElseThrow()).doesNotContain("CANARY", "4711");
    }

    @Test
    void what_a_newer_version_adds_to_a_form_is_left_out() {
        String newer =
                "{\"id\":\"alice\",\"groups\":[\"operators\"],\"provider\":null,\"added\":{\"by\":\"a newer one\"}}";

        assertThat(((SecurityContext) person.read(newer)).getAuthentication().getName())
                .isEqualTo("alice");
    }

    @Test
    void who_has_not_signed_in_is_not_kept() {
        assertThat(person.write(new SecurityContextImpl(new AnonymousAuthenticationToken("key", "nobody", GROUPS))))
                .isEmpty();
        assertThat(person.write(new SecurityContextImpl(
                        UsernamePasswordAuthenticationToken.unauthenticated("alice", "a password"))))
                .isEmpty();
        assertThat(person.write(new SecurityContextImpl())).isEmpty();
    }

    @Test
    void camundas_pages_know_the_same_users() {
        var alice = new UserAuthentication("alice", "default");
        alice.setGroupIds(List.of("operators"));
        alice.setTenantIds(List.of());
        alice.setAuthorizedApps(Set.of("tasklist", "cockpit"));
        alice.setCacheValidationTime(new Date(4_711));
        var users = new Authentications();
        users.addOrReplace(alice);
        SessionAttribute attribute = kept.camundasUsersInSession();

        var after = (Authentications) attribute.read(attribute.write(users).orElseThrow());

        assertThat(after.getAuthentications())
                .singleElement()
                .usingRecursiveComparison()
                .isEqualTo(alice);
        assertThat(attribute.write(after)).isEqualTo(attribute.write(users));
    }

    private Authentication again(Authentication who) {
        return ((SecurityContext)
                        person.read(person.write(new SecurityContextImpl(who)).orElseThrow()))
                .getAuthentication();
    }

    private static List<String> names(Authentication who) {
        SecurityContextHolder.getContext().setAuthentication(who);
        return new SignedInNames().names();
    }
}
