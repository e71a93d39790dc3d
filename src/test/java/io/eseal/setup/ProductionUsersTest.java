package io.eseal.setup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.eseal.security.Caller;
import io.eseal.security.Groups;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.ProcessEngineException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.annotation.DirtiesContext;

@SpringBootTest(
        properties = {
            "eseal.allow-h2=true",
            "spring.datasource.url=jdbc:h2:file:./target/databases/production-users-${random.uuid};WRITE_DELAY=0",
            "certcentral.api-key=none-needed-here",
            "eseal.admin.id=ca-admin",
            "eseal.admin.password=correct horse battery"
        })
@DirtiesContext
class ProductionUsersTest {

    @Autowired
    private IdentityService identity;

    @Autowired
    private AuthenticationManager signIn;

    @Autowired
    private UserProvisioning firstUsers;

    @Test
    void the_initial_administrator_is_the_only_user() {
        assertThat(identity.createUserQuery().list())
                .singleElement()
                .extracting("id")
                .isEqualTo("ca-admin");
        var signedIn = signIn.authenticate(attempt("ca-admin", "correct horse battery"));
        assertThat(Caller.of(signedIn).in(Groups.ADMINISTRATORS)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"CA-ADMIN", "Ca-Admin", "service", "SERVICE", "serv1ce", "System", "anonymousUser"})
    void nobody_is_made_who_is_another_spelling_of_somebody_or_looks_like_the_service(String id) {
        var user = identity.newUser(id);
        user.setPassword("correct horse battery");
        assertThatThrownBy(() -> identity.saveUser(user)).isInstanceOf(ProcessEngineException.class);
        assertThat(identity.createUserQuery().userId(id).count()).isZero();
    }

    @Test
    void a_user_who_is_there_can_be_changed() {
        var user = identity.createUserQuery().userId("ca-admin").singleResult();
        user.setFirstName("Carla");
        identity.saveUser(user);
        assertThat(identity.createUserQuery().userId("ca-admin").singleResult().getFirstName())
                .isEqualTo("Carla");
    }

    @Test
    void users_left_from_a_demo_cannot_sign_in() {
        var leftover = identity.newUser("admin");
        leftover.setPassword("admin");
        identity.saveUser(leftover);
        assertThatThrownBy(() -> signIn.authenticate(attempt("admin", "admin")))
                .isInstanceOf(BadCredentialsException.class);
        identity.deleteUser("admin");
    }

    @Test
    void a_deleted_administrator_stays_deleted_once_there_are_others() {
        identity.saveUser(identity.newUser("successor"));
        identity.deleteUser("ca-admin");
        firstUsers.ensure();
        assertThat(identity.createUserQuery().userId("ca-admin").count()).isZero();
        identity.deleteUser("successor");
        firstUsers.ensure();
        assertThat(identity.createUserQuery().userId("ca-admin").count()).isOne();
    }

    private static UsernamePasswordAuthenticationToken attempt(String user, String password) {
        return UsernamePasswordAuthenticationToken.unauthenticated(user, password);
    }
}
