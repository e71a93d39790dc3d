package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ActiveProfiles;

/**
 * A wrong password counts for the address that it comes from, by whatever door it comes: one that is not seen would be
 * everybody's.
 */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = {"spring.datasource.url=jdbc:h2:mem:guessers-address", "certcentral.base-url=http://localhost:9/"})
@ActiveProfiles("demo")
@DirtiesContext
class GuessersAddressTest {

    private static final String ADDRESS = "198.51.100.7";
    private static final String[] FROM_THERE = {"X-Forwarded-For", ADDRESS};

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @BeforeEach
    void nobody_has_guessed_yet() {
        jdbc.sql("delete from sign_in_failure").update();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/eseals",
                "/engine-rest/engine",
                "/camunda/api/admin/auth/user/default",
                "/actuator/health",
                "/"
            })
    void a_guess_by_basic_counts_against_the_address_of_the_guesser(String path) throws Exception {
        assertThat(Visitor.basic(port, "legal", "wrong").get(path, FROM_THERE).statusCode())
                .isEqualTo(401);

        assertThat(guessers()).containsExactlyInAnyOrder(digest(ADDRESS), digest(ADDRESS + "\0legal"));
    }

    @Test
    void a_guess_on_the_sign_in_page_counts_against_the_address_of_the_guesser() throws Exception {
        Visitor visitor = Visitor.anonymous(port);
        String form = "username=legal&password=wrong&_csrf="
                + Visitor.csrf(visitor.get("/login").body());
        assertThat(visitor.form("/login", form, FROM_THERE)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .contains("error");

        assertThat(guessers()).containsExactlyInAnyOrder(digest(ADDRESS), digest(ADDRESS + "\0legal"));
    }

    @Test
    void a_guess_in_camundas_login_view_counts_against_the_address_of_the_guesser() throws Exception {
        String view = "/camunda/api/admin/auth/user/default/login/tasklist";
        assertThat(Visitor.anonymous(port)
                        .form(view, "username=legal&password=wrong", FROM_THERE)
                        .statusCode())
                .isEqualTo(401);

        assertThat(guessers()).containsExactlyInAnyOrder(digest(ADDRESS), digest(ADDRESS + "\0legal"));
    }

    @Test
    void a_browser_in_which_the_right_password_was_given_is_a_place_of_its_own() throws Exception {
        Visitor visitor = Visitor.signedIn(port, "legal");
        String form = "username=legal&password=wrong&_csrf="
                + Visitor.csrf(visitor.get("/login").body());
        assertThat(visitor.form("/login", form, FROM_THERE)
                        .headers()
                        .firstValue("Location")
                        .orElseThrow())
                .contains("error");

        assertThat(guessers()).hasSize(1).doesNotContain(digest(ADDRESS), digest(ADDRESS + "\0legal"));
    }

    private List<String> guessers() {
        return jdbc.sql("select guesser from sign_in_failure")
                .query(String.class)
                .list();
    }

    private static String digest(String text) throws NoSuchAlgorithmException {
        return HexFormat.of()
                .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
    }
}
