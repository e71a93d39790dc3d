package io.eseal.lifecycle;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.boot.web.embedded.tomcat.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.stereotype.Component;

import java.util.Set;

/** The same answers in Tasklist and Cockpit, which call the engine at an address of their own. */
@Component
class RefusedCallsOfPeople implements WebServerFactoryCustomizer<TomcatServletWebServerFactory> {

    // As Camunda's web applications register it.
    private static final String ENGINE = "Engine Api";

    @Override
    public void customize(TomcatServletWebServerFactory server) {
        // Behind Boot's own initializer, by which Camunda registers its servlets.
        server.addContextCustomizers(context -> context.addServletContainerInitializer((none, application) -> answerRefusals(application), Set.of()));
    }

    private static void answerRefusals(ServletContext application) {
        ServletRegistration engine = application.getServletRegistration(ENGINE);
        if (engine != null) {
            engine.setInitParameter(ServerProperties.PROVIDER_CLASSNAMES, String.join(",", RefusedCalls.MAPPERS.stream().map(Class::getName).toList()));
        }
    }
}
