package io.eseal.demo;

import certcentral.simulator.Simulator;
import io.eseal.EsealOrchestratorApplication;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.stream.Stream;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.properties.source.ConfigurationPropertySources;
import org.springframework.boot.logging.LoggingSystem;
import org.springframework.boot.web.context.WebServerApplicationContext;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.ConfigurableEnvironment;
import org.springframework.core.env.Profiles;
import org.springframework.core.env.SimpleCommandLinePropertySource;
import org.springframework.core.env.StandardEnvironment;
import org.springframework.util.StringUtils;

/**
 * Starts the demo with {@code mvn spring-boot:run}: first the stand-in, unless {@code CERTCENTRAL_BASE_URL} names
 * another address, then the service, which calls it over HTTP. Both end with this process.
 */
public final class Demo {

    private static final String STAND_IN = "http://localhost:%d/simulator/services/v2";
    private static final int USUAL_PORT = 8090;

    private Demo() {}

    public static void main(String[] args) {
        ConfigurableEnvironment settings = settings(args);
        if (!settings.acceptsProfiles(Profiles.of("demo"))
                || StringUtils.hasText(settings.getProperty("certcentral.base-url"))) {
            EsealOrchestratorApplication.main(args);
            return;
        }
        ConfigurableApplicationContext standIn = startStandIn(settings);
        try {
            EsealOrchestratorApplication.main(
                    Stream.concat(Stream.of(args), accessTo(standIn)).toArray(String[]::new));
        } catch (RuntimeException | Error notStarted) {
            standIn.close();
            throw notStarted;
        }
    }

    /** Returns the settings that are known before the service reads its files. */
    private static ConfigurableEnvironment settings(String... args) {
        StandardEnvironment settings = new StandardEnvironment();
        settings.getPropertySources().addFirst(new SimpleCommandLinePropertySource(args));
        ConfigurationPropertySources.attach(settings);
        return settings;
    }

    private static ConfigurableApplicationContext startStandIn(ConfigurableEnvironment settings) {
        SpringApplication simulator = Simulator.application();
        // The service still calls the stand-in while it shuts down, so the stand-in ends with the process; each change
        // is already on disk.
        simulator.setRegisterShutdownHook(false);
        ConfigurableApplicationContext standIn = simulator.run("--simulator.port=" + port(settings));
        // Spring Boot sets up logging once in a process; this leaves it to the service.
        LoggingSystem.get(Demo.class.getClassLoader()).cleanUp();
        return standIn;
    }

    /** Returns the port from the settings, else 8090, else 0 for any free port if 8090 is in use. */
    private static String port(ConfigurableEnvironment settings) {
        String set = settings.getProperty("simulator.port", "");
        return StringUtils.hasText(set) ? set : String.valueOf(freePort());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(USUAL_PORT, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException taken) {
            return 0;
        }
    }

    /** Returns the stand-in's own address and key as arguments, so that no key for the real CertCentral is used. */
    private static Stream<String> accessTo(ConfigurableApplicationContext standIn) {
        int port = ((WebServerApplicationContext) standIn).getWebServer().getPort();
        String key = standIn.getEnvironment().getProperty("simulator.api-key", "simulator-key");
        return Stream.of("--certcentral.base-url=" + STAND_IN.formatted(port), "--certcentral.api-key=" + key);
    }
}
