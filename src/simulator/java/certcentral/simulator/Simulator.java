package certcentral.simulator;

import java.util.Map;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;

/** Starts the stand-in: {@code java -jar …-simulator.jar} listens on port 8090 of this machine. */
public final class Simulator {

    private Simulator() {}

    public static void main(String[] args) {
        application().run(args);
    }

    /** Returns the program before its start, for callers that run it within their own process. */
    public static SpringApplication application() {
        SpringApplication application = new SpringApplication(SimulatorConfiguration.class);
        application.setMainApplicationClass(Simulator.class);
        application.setWebApplicationType(WebApplicationType.SERVLET);
        application.setEnvironment(new SimulatorEnvironment());
        application.setBannerMode(Banner.Mode.OFF);
        application.setDefaultProperties(Map.of(
                // The service's configuration files may be on the same class path; another name keeps them out.
                "spring.config.name", "certcentral-simulator",
                "spring.application.name", "certcentral-simulator",
                "spring.jackson.default-property-inclusion", "non_null",
                "spring.mvc.problemdetails.enabled", "true"));
        return application;
    }
}
