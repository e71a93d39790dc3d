package io.eseal.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import org.junit.jupiter.api.Test;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.test.context.runner.WebApplicationContextRunner;
import org.springframework.context.annotation.ComponentScan;

class SimulatorOffTest {

    private final WebApplicationContextRunner application = new WebApplicationContextRunner()
            .withBean(Clock.class, Clock::systemUTC)
            .withUserConfiguration(Scanning.class);

    @Test
    void withoutTheSettingThereIsNoSimulator() {
        application.run(context -> assertThat(context)
                .hasNotFailed()
                .doesNotHaveBean(SimulatorOrderController.class)
                .doesNotHaveBean(SimulatorControlController.class)
                .doesNotHaveBean(SimulatorStore.class)
                .doesNotHaveBean("simulatorCallFilter"));
    }

    @Test
    void aBlankKeyIsRefusedOnlyWhenThereIsASimulator() {
        application
                .withPropertyValues("eseal.simulator.api-key= ")
                .run(context -> assertThat(context).hasNotFailed());
        application
                .withPropertyValues("eseal.simulator.api-key= ", "eseal.simulator.enabled=true")
                .run(context -> assertThat(context).hasFailed());
    }

    @ComponentScan
    @EnableConfigurationProperties(SimulatorSettings.class)
    static class Scanning {}
}
