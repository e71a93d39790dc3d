package io.eseal.setup;

import io.eseal.connection.LoopbackNames;
import io.eseal.signin.OidcSettings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;

/** Logs the addresses and the users of the demo as the last step of its start. */
@Component
@Profile("demo")
class DemoAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(DemoAnnouncement.class);

    private final Environment environment;
    private final OidcSettings oidc;

    DemoAnnouncement(Environment environment, OidcSettings oidc) {
        this.environment = environment;
        this.oidc = oidc;
    }

    @EventListener(ApplicationReadyEvent.class)
    void announce() {
        var port = environment.getProperty("local.server.port");
        if (port != null) {
            // One log message for each line: the log permits no message of several lines.
            """
                    The demo is ready.
                      Start page http://localhost:%1$s/
                      API        http://localhost:%1$s/api/docs
                      CertCentral at %2$s
                      Reached from %4$s
                      Sign in %3$s
                    """.formatted(
                            port,
                            environment.getProperty("certcentral.base-url"),
                            oidc.on()
                                    ? "at " + oidc.issuer() + "."
                                    : "as " + String.join(", ", DemoUsers.GROUP_OF_USER.keySet())
                                            + "; the password is the user's name.",
                            reachedFrom(environment.getProperty("server.address", "")))
                    .lines()
                    .forEach(log::info);
        }
    }

    private static String reachedFrom(String address) {
        return LoopbackNames.contain(address) || address.equals("::1")
                ? "this machine alone (SERVER_ADDRESS=0.0.0.0 opens it to the network)."
                : "the network, with passwords that everybody knows.";
    }
}
