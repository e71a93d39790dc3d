package io.eseal;

import io.eseal.setup.StartCheck;
import java.time.Clock;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.autoconfigure.mustache.MustacheAutoConfiguration;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.springframework.context.annotation.Bean;

/** Spring Boot application of the service. */
// Mustache renders mails here; its auto-configuration would set up web pages.
@SpringBootApplication(exclude = MustacheAutoConfiguration.class)
@ConfigurationPropertiesScan
public class EsealOrchestratorApplication {

    /** Starts the service; {@link StartCheck} refuses unusable settings first. */
    public static void main(String[] args) {
        var application = new SpringApplication(EsealOrchestratorApplication.class);
        application.addListeners(new StartCheck());
        application.run(args);
    }

    @Bean
    Clock clock() {
        return Clock.systemUTC();
    }
}
