package io.eseal.web;

import jakarta.servlet.ServletContext;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.jersey.ResourceConfigCustomizer;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

/**
 * Registers all {@link RestProviders} at /engine-rest and in Camunda's web applications, which call the engine at
 * addresses of their own.
 */
@Component
class RestRegistration implements ResourceConfigCustomizer, WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    // Names under which Camunda's web applications register their servlets.
    private static final List<String> SERVLETS =
            List.of("Engine Api", "Cockpit Api", "Tasklist Api", "Admin Api", "Welcome Api");

    private final ObjectProvider<RestProviders> providers;

    RestRegistration(ObjectProvider<RestProviders> providers) {
        this.providers = providers;
    }

    @Override
    public void customize(ResourceConfig engineRest) {
        providers.stream().flatMap(provider -> provider.classes().stream()).forEach(engineRest::register);
    }

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        // Runs after Boot's own initializer, by which Camunda registers its servlets.
        server.addContextCustomizers(context ->
                context.addServletContainerInitializer((none, application) -> register(application), Set.of()));
    }

    private void register(ServletContext application) {
        String classes = providers.stream()
                .flatMap(provider -> provider.classes().stream())
                .map(Class::getName)
                .collect(Collectors.joining(","));
        SERVLETS.forEach(servlet -> Optional.ofNullable(application.getServletRegistration(servlet))
                .ifPresent(
                        registration -> registration.setInitParameter(ServerProperties.PROVIDER_CLASSNAMES, classes)));
    }
}
