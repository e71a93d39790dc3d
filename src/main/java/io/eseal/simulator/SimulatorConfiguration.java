package io.eseal.simulator;

import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
@ConditionalOnSimulator
class SimulatorConfiguration {

    @Bean
    FilterRegistrationBean<CallFilter> simulatorCallFilter(SimulatorCalls calls, SimulatorSettings settings) {
        FilterRegistrationBean<CallFilter> registration = new FilterRegistrationBean<>(new CallFilter(calls, settings));
        registration.addUrlPatterns(Operation.BASE + "/*");
        return registration;
    }
}
