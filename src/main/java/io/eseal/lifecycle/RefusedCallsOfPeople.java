package io.eseal.lifecycle;

import jakarta.servlet.ServletContext;
import jakarta.servlet.ServletRegistration;
import org.glassfish.jersey.server.ServerProperties;
import org.springframework.boot.web.servlet.ServletContextInitializer;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/** The same answers in Tasklist and Cockpit, which call the engine at an address of their own. */
@Component
@Order(Ordered.LOWEST_PRECEDENCE)
class RefusedCallsOfPeople implements ServletContextInitializer {

    // As Camunda's web applications register it.
    private static final String ENGINE = "Engine Api";

    @Override
    public void onStartup(ServletContext application) {
        ServletRegistration engine = application.getServletRegistration(ENGINE);
        if (engine != null) {
            engine.setInitParameter(ServerProperties.PROVIDER_CLASSNAMES, RefusedCalls.Mapper.class.getName());
        }
    }
}
