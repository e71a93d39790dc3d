package io.eseal.setup;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.boot.SpringApplication;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.StandardEnvironment;

class DemoSettingsTest {

    @Test
    void a_demo_against_another_CertCentral_has_no_simulator() {
        assertThat(simulator("demo", Map.of("CERTCENTRAL_BASE_URL", "http://localhost:9/")))
                .isEqualTo("false");
    }

    @Test
    void otherwise_the_setting_stays() {
        assertThat(simulator("demo", Map.of())).isEqualTo("true");
        assertThat(simulator("demo", Map.of("CERTCENTRAL_BASE_URL", ""))).isEqualTo("true");
        assertThat(simulator("other", Map.of("CERTCENTRAL_BASE_URL", "http://localhost:9/")))
                .isEqualTo("true");
    }

    private static String simulator(String profile, Map<String, Object> given) {
        var environment = new StandardEnvironment();
        environment.setActiveProfiles(profile);
        environment.getPropertySources().addLast(new MapPropertySource("given", given));
        environment
                .getPropertySources()
                .addLast(new MapPropertySource("file", Map.of("eseal.simulator.enabled", true)));
        new DemoSettings().postProcessEnvironment(environment, new SpringApplication());
        return environment.getProperty("eseal.simulator.enabled");
    }
}
