package io.eseal.connection;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Optional;
import org.apache.catalina.Valve;
import org.apache.catalina.connector.Connector;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;

/** Sets up the connectors of the main port and of the management port, with their limits and metrics. */
@Configuration(proxyBeanMethods = false)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
class ConnectionConfiguration {

    private static final int MANAGEMENT_THREADS = 8;
    private static final int MANAGEMENT_CONNECTIONS = 64;

    @Bean
    BodyBudget bodyBudget(ConnectionSettings settings) {
        return new BodyBudget(settings.bodiesInMemory().toBytes(), System::nanoTime);
    }

    @Bean
    WebServerFactoryCustomizer<TomcatServletWebServerFactory> patientConnections(
            ConnectionSettings settings,
            ManagementSettings management,
            BaseUrlSettings baseUrl,
            BodyBudget budget,
            ObjectProvider<MeterRegistry> metrics,
            Environment environment) {
        return factory -> {
            // In the host's pipeline, so after the valve that reads the headers of a proxy.
            host(baseUrl, environment)
                    .ifPresent(host -> factory.addContextCustomizers(
                            context -> context.getParent().getPipeline().addValve(host)));
            factory.setProtocol(PatientProtocol.class.getName());
            factory.addConnectorCustomizers(connector -> {
                var protocol = (PatientProtocol) connector.getProtocolHandler();
                protocol.limit(settings, budget, factory.getContextPath());
                metrics.ifAvailable(registry -> measure(registry, protocol, budget));
            });
            if (management.on()) {
                var protocol = managementPort(management, settings, budget, factory);
                factory.addContextCustomizers(
                        context -> context.getParent().getPipeline().addValve(new ManagementOnly(protocol)));
            }
        };
    }

    private static Optional<Valve> host(BaseUrlSettings baseUrl, Environment environment) {
        return baseUrl.address()
                .<Valve>map(BaseUrl::new)
                .or(() -> environment.acceptsProfiles(Profiles.of("demo"))
                        ? Optional.of(new LoopbackHosts())
                        : Optional.empty());
    }

    private static PatientProtocol managementPort(
            ManagementSettings management,
            ConnectionSettings settings,
            BodyBudget budget,
            TomcatServletWebServerFactory factory) {
        var protocol = new PatientProtocol();
        protocol.limit(settings, budget, factory.getContextPath());
        protocol.setMaxThreads(MANAGEMENT_THREADS);
        protocol.setMaxConnections(MANAGEMENT_CONNECTIONS);
        protocol.setMaxSwallowSize(0);
        var connector = new Connector(protocol);
        connector.setPort(management.port());
        connector.setProperty("address", management.address());
        connector.setProperty("connectionTimeout", "5000");
        connector.setProperty("processorCache", "0");
        connector.setProperty("socket.bufferPool", "0");
        connector.setThrowOnFailure(true);
        factory.addAdditionalTomcatConnectors(connector);
        return protocol;
    }

    private static void measure(MeterRegistry registry, PatientProtocol protocol, BodyBudget budget) {
        FunctionCounter.builder(
                        "eseal.connections.ended", protocol, it -> it.waiting().slowRequests())
                .tag("waited.for", "request")
                .description("Connections that were ended because a request took too long to come")
                .register(registry);
        FunctionCounter.builder(
                        "eseal.connections.ended", protocol, it -> it.waiting().slowAnswers())
                .tag("waited.for", "reader")
                .description("Connections that were ended because an answer took too long to be read")
                .register(registry);
        Gauge.builder("eseal.bodies.held", budget, BodyBudget::held)
                .baseUnit("bytes")
                .description("Bodies of calls that are held in memory")
                .register(registry);
        FunctionCounter.builder("eseal.bodies.gave.way", budget, BodyBudget::gaveWay)
                .description("Slow bodies that were given up for others when memory for bodies was used up")
                .register(registry);
    }
}
