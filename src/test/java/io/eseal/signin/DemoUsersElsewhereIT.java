package io.eseal.signin;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.EsealOrchestratorApplication;
import io.eseal.id.UserId;
import io.eseal.security.Groups;
import io.eseal.setup.DemoUsers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.IdentityService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;

/** Starts the demo and production one after the other on the same file of H2. */
@ExtendWith(OutputCaptureExtension.class)
class DemoUsersElsewhereIT {

    private static final String PASSWORD = "correct horse battery";
    private static final String LOGIN_VIEW = "/camunda/api/admin/auth/user/default/login/tasklist";

    @TempDir
    private Path database;

    @Test
    void users_of_the_demo_cannot_sign_in_to_production_whatever_their_passwords_became(CapturedOutput log) {
        try (ConfigurableApplicationContext demo = start("demo")) {
            Visitor admin = Visitor.basic(port(demo), "admin");
            assertThat(admin.json("POST", "/engine-rest/user/create", """
                            {"profile": {"id": "mallory", "firstName": "M", "lastName": "M"},
                             "credentials": {"password": "%s"}}""".formatted(PASSWORD))
                            .statusCode())
                    .isEqualTo(204);
            assertThat(admin.json("PUT", "/engine-rest/group/camunda-admin/members/mallory", "")
                            .statusCode())
                    .isEqualTo(204);
            for (String user : List.of("requester", "admin")) {
                assertThat(admin.json("PUT", "/engine-rest/user/" + user + "/credentials", """
                                {"password": "%s", "authenticatedUserPassword": "admin"}""".formatted(PASSWORD))
                                .statusCode())
                        .isEqualTo(204);
            }
        }

        try (ConfigurableApplicationContext production =
                start("", "--eseal.admin.id=ca-admin", "--eseal.admin.password=" + PASSWORD)) {
            int port = port(production);
            for (String user : List.of("admin", "requester", "mallory")) {
                assertThat(signedInAt(port, user)).as("doors open to " + user).isEmpty();
                assertThat(log).contains("The right password of " + user + " was refused: the demo made this user");
            }
            assertThat(signedInAt(port, "ca-admin")).containsExactly("basic", "page", "login view", "present password");
            IdentityService identity = production.getBean(IdentityService.class);
            assertThat(identity.createUserQuery()
                            .memberOfGroup(Groups.ADMINISTRATORS)
                            .list())
                    .singleElement()
                    .extracting("id")
                    .isEqualTo("ca-admin");
            EngineUsers users = production.getBean(EngineUsers.class);
            assertThat(users.maySignIn(UserId.of("admin"))).as("sessions kept").isFalse();
            assertThat(users.maySignIn(UserId.of("ca-admin"))).isTrue();
        }

        try (ConfigurableApplicationContext demo = start("demo")) {
            assertThat(signedInAt(port(demo), "admin")).hasSize(4);
            assertThat(demo.getBean(IdentityService.class)
                            .createGroupQuery()
                            .groupMember("requester")
                            .list())
                    .extracting("id")
                    .containsExactly(DemoUsers.GROUP_OF_USER.get("requester"));
        }
    }

    /** Tries the right password at each place where one is checked; returns those that accepted it. */
    private static List<String> signedInAt(int port, String user) {
        List<String> open = new ArrayList<>();
        if (Visitor.basic(port, user, PASSWORD).get("/engine-rest/engine").statusCode() == 200) {
            open.add("basic");
        }
        var answer = Visitor.anonymous(port).signIn(user, PASSWORD);
        if (!answer.headers().firstValue("Location").orElse("").contains("error")) {
            open.add("page");
        }
        if (Visitor.anonymous(port)
                        .form(LOGIN_VIEW, "username=" + user + "&password=" + PASSWORD)
                        .statusCode()
                != 401) {
            open.add("login view");
        }
        if (Visitor.basic(port, user, PASSWORD)
                        .json("PUT", "/engine-rest/user/" + user + "/credentials", """
                        {"password": "%1$s", "authenticatedUserPassword": "%1$s"}""".formatted(PASSWORD))
                        .statusCode()
                == 204) {
            open.add("present password");
        }
        return open;
    }

    private ConfigurableApplicationContext start(String profile, String... settings) {
        return new SpringApplicationBuilder(EsealOrchestratorApplication.class)
                .profiles(profile.isEmpty() ? new String[0] : new String[] {profile})
                .run(Stream.concat(
                                Stream.of(
                                        "--server.port=0",
                                        "--spring.datasource.url=jdbc:h2:file:" + database.resolve("eseal")
                                                + ";WRITE_DELAY=0",
                                        "--spring.datasource.username=sa",
                                        "--spring.datasource.password=",
                                        "--spring.main.banner-mode=off",
                                        "--server.servlet.session.cookie.secure=false",
                                        "--eseal.allow-h2=true",
                                        "--certcentral.base-url=http://localhost:9/",
                                        "--certcentral.api-key=none-needed-here",
                                        "--eseal.trust.lists=off",
                                        "--eseal.trust.anchors=src/test/resources/trust/anchor.pem",
                                        "--eseal.ledger-check.cron=-"),
                                Stream.of(settings))
                        .toArray(String[]::new));
    }

    private static int port(ConfigurableApplicationContext service) {
        return service.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
    }
}
