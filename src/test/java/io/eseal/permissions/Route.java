package io.eseal.permissions;

import java.util.Comparator;
import java.util.List;

/**
 * Route that the running application answers.
 *
 * @param template the address with its variables in braces, without the query
 * @param consumes the content type that it wants, or none
 */
record Route(String method, String template, String consumes) implements Comparable<Route> {

    /** How the table writes the three places where the engine's REST interface hangs. */
    static final String ENGINE = "engine:";

    private static final List<String> MOUNTS =
            List.of("/camunda/api/engine/engine/{name}/", "/engine-rest/engine/{name}/", "/engine-rest/");
    private static final Comparator<Route> ORDER =
            Comparator.comparing(Route::template).thenComparing(Route::method);

    Route(String method, String template) {
        this(method, template, "");
    }

    /** The template as the table knows it: the same wherever the engine's interface hangs. */
    String inTable() {
        return MOUNTS.stream()
                .filter(template::startsWith)
                .findFirst()
                .map(mount -> ENGINE + "/" + template.substring(mount.length()))
                .orElse(template);
    }

    @Override
    public int compareTo(Route other) {
        return ORDER.compare(this, other);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Route route && compareTo(route) == 0;
    }

    @Override
    public int hashCode() {
        return template.hashCode();
    }

    @Override
    public String toString() {
        return method + " " + template;
    }
}
