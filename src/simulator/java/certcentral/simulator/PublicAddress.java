package certcentral.simulator;

import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/**
 * Address under which others reach the stand-in. Certificates and lists name it, so it is known only when the web
 * server has its port, unless the settings say it.
 */
@Component
class PublicAddress {

    static final String PKI = "/simulator/pki";

    private final CompletableFuture<String> root = new CompletableFuture<>();

    PublicAddress(SimulatorSettings settings) {
        Optional.of(settings.publicAddress().strip().replaceFirst("/+$", ""))
                .filter(address -> !address.isEmpty())
                .ifPresent(root::complete);
    }

    /** Comes before all who wait for the address. */
    @Order(Ordered.HIGHEST_PRECEDENCE)
    @EventListener
    void started(ServletWebServerInitializedEvent started) {
        root.complete("http://localhost:" + started.getWebServer().getPort());
    }

    /** Returns the address of a file that the CA publishes; waits until the web server has started. */
    String ofPki(String file) {
        return root.join() + PKI + "/" + file;
    }
}
