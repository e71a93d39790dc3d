package io.eseal.security;

import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.security.authentication.AuthenticationManager;
import org.springframework.security.authentication.BadCredentialsException;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.test.annotation.DirtiesContext;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

@SpringBootTest(properties = {"spring.datasource.url=jdbc:h2:mem:production-users", "certcentral.api-key=none-needed-here",
        "eseal.admin.id=ca-admin", "eseal.admin.password=correct horse battery"})
@DirtiesContext
class ProductionUsersTest {

    @Autowired
    private IdentityService identity;
    @Autowired
    private AuthenticationManager signIn;
    @Autowired
    private FirstUsers firstUsers;

    @Test
    void theInitialAdministratorIsTheOnlyUser() {
        assertThat(identity.createUserQuery().list()).singleElement().extracting("id").isEqualTo("ca-admin");
        var signedIn = signIn.authenticate(attempt("ca-admin", "correct horse battery"));
        assertThat(Caller.of(signedIn).in(Groups.ADMINISTRATORS)).isTrue();
    }

    @Test
    void usersLeftFromADemoCannotSignIn() {
        var leftover = identity.newUser("admin");
        leftover.setPassword("admin");
        identity.saveUser(leftover);
        assertThatThrownBy(() -> signIn.authenticate(attempt("admin", "admin"))).isInstanceOf(BadCredentialsException.class);
        identity.deleteUser("admin");
    }

    @Test
    void aDeletedAdministratorStaysDeletedOnceThereAreOthers() {
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
