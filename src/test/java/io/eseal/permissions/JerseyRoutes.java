package io.eseal.permissions;

import jakarta.ws.rs.core.MediaType;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.server.model.ResourceMethod;

/** The operations of one Jersey application, down through its sub-resources. */
final class JerseyRoutes {

    private final SortedSet<Route> found = new TreeSet<>();
    private final Deque<Class<?>> way = new ArrayDeque<>();

    private JerseyRoutes() {}

    /** @param mount where the application hangs, e.g. {@code /engine-rest} */
    static SortedSet<Route> of(ResourceConfig application, String mount) {
        JerseyRoutes routes = new JerseyRoutes();
        application.getResources().forEach(resource -> routes.resource(resource, mount));
        for (Class<?> type : application.getClasses()) {
            Resource resource = Resource.from(type, true);
            if (resource != null && resource.getPath() != null) {
                routes.resource(resource, mount);
            }
        }
        return routes.found;
    }

    private void resource(Resource resource, String above) {
        inside(resource, below(above, resource.getPath()));
    }

    private void inside(Resource resource, String path) {
        resource.getResourceMethods()
                .forEach(method -> found.add(new Route(method.getHttpMethod(), path, consumed(method))));
        if (resource.getResourceLocator() != null) {
            subResource(resource.getResourceLocator().getInvocable().getRawResponseType(), path);
        }
        resource.getChildResources().forEach(child -> resource(child, path));
    }

    private void subResource(Class<?> type, String path) {
        Resource resource = Resource.from(type, true);
        if (resource == null || way.contains(type)) {
            throw new AssertionError("What " + path + " leads to cannot be walked: " + type);
        }
        way.push(type);
        inside(resource, path);
        way.pop();
    }

    private static String consumed(ResourceMethod method) {
        return method.getConsumedTypes().stream().map(MediaType::toString).collect(Collectors.joining(","));
    }

    private static String below(String above, String path) {
        String own = path == null ? "" : path.replaceAll("^/|/$", "");
        return own.isEmpty() ? above : above + "/" + own;
    }
}
