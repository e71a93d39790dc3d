package io.eseal.permissions;

import java.util.Arrays;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.catalina.Context;
import org.apache.catalina.Wrapper;
import org.glassfish.jersey.servlet.ServletContainer;
import org.springframework.boot.web.embedded.tomcat.TomcatWebServer;
import org.springframework.boot.web.servlet.context.ServletWebServerApplicationContext;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.servlet.DispatcherServlet;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.function.support.RouterFunctionMapping;
import org.springframework.web.servlet.handler.AbstractUrlHandlerMapping;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.RequestMappingInfoHandlerMapping;

/**
 * Asks the running application what it answers: every servlet, and what Spring MVC, the actuator and Jersey serve
 * within.
 */
final class RunningRoutes {

    private final SortedSet<Route> found = new TreeSet<>();

    private RunningRoutes() {}

    static SortedSet<Route> of(ServletWebServerApplicationContext application) throws Exception {
        RunningRoutes routes = new RunningRoutes();
        Context server = (Context) ((TomcatWebServer) application.getWebServer())
                .getTomcat()
                .getHost()
                .findChildren()[0];
        for (var child : server.findChildren()) {
            routes.servlet((Wrapper) child, application);
        }
        routes.pagesOfFilters(server);
        return routes.found;
    }

    private void servlet(Wrapper wrapper, ServletWebServerApplicationContext application) throws Exception {
        var servlet = wrapper.allocate();
        List<String> mappings = List.of(wrapper.findMappings());
        if (servlet instanceof ServletContainer jersey) {
            mappings.forEach(mapping ->
                    found.addAll(JerseyRoutes.of(jersey.getConfiguration(), mapping.replaceAll("/\\*$", ""))));
        } else if (servlet instanceof DispatcherServlet) {
            application.getBeansOfType(HandlerMapping.class).values().forEach(this::mapped);
        } else {
            mappings.forEach(mapping -> found.add(new Route("GET", mapping)));
        }
    }

    private void mapped(HandlerMapping mapping) {
        if (mapping instanceof RequestMappingInfoHandlerMapping methods) {
            methods.getHandlerMethods().keySet().forEach(this::mapped);
        } else if (mapping instanceof AbstractUrlHandlerMapping addresses) {
            addresses.getHandlerMap().keySet().forEach(pattern -> found.add(new Route("GET", pattern)));
        } else if (!(mapping instanceof RouterFunctionMapping functions && functions.getRouterFunction() == null)) {
            throw new AssertionError(
                    "This test does not know how to ask a " + mapping.getClass().getName() + " for its routes.");
        }
    }

    private void mapped(RequestMappingInfo info) {
        List<String> methods = info.getMethodsCondition().getMethods().stream()
                .map(RequestMethod::name)
                .toList();
        String consumes = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .findFirst()
                .map(Object::toString)
                .orElse("");
        for (String pattern : info.getPatternValues()) {
            (methods.isEmpty() ? Stream.of("GET", "POST") : methods.stream())
                    .forEach(method -> found.add(new Route(method, pattern, consumes)));
        }
    }

    /** Camunda's web applications write their pages in a filter. */
    private void pagesOfFilters(Context server) {
        for (var filter : server.findFilterMaps()) {
            Arrays.stream(filter.getURLPatterns())
                    .filter(pattern -> !pattern.equals("/*"))
                    .forEach(pattern -> found.add(new Route("GET", pattern)));
        }
    }
}
