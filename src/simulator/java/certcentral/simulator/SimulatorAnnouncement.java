package certcentral.simulator;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.web.servlet.context.ServletWebServerInitializedEvent;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/** Logs the stand-in's addresses at the start: the API and the control endpoints. */
@Component
class SimulatorAnnouncement {

    private static final Logger log = LoggerFactory.getLogger(SimulatorAnnouncement.class);

    @EventListener
    void announce(ServletWebServerInitializedEvent started) {
        String root = "http://localhost:" + started.getWebServer().getPort();
        log.info("The stand-in for CertCentral: {}{}", root, Operation.BASE);
        log.info("It publishes its CA, revocations and trusted lists at {}{}", root, PublicAddress.PKI);
        log.info("It is told what to answer at {}{}", root, SimulatorControlController.BASE);
    }
}
