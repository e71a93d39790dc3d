package io.eseal.permissions;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Turns routes into calls that mean something: with addresses of things that exist and the least body that is
 * well-formed.
 */
final class Calls {

    private static final Pattern VARIABLE = Pattern.compile("\\{([^}/:]+)(:[^}]*)?}");
    private static final Pattern PLACEHOLDER = Pattern.compile("<([a-z/-]+)>");
    private static final String BOUNDARY = "part-of-a-form";

    private final Map<String, String> written = new HashMap<>();

    private Calls() {}

    /** Lines of a method, an address and what is to be sent there: a query, another address, or a body. */
    static Calls read() throws IOException {
        Calls calls = new Calls();
        for (String line : Files.readAllLines(Path.of("src/test/resources/permissions/calls.txt"))) {
            if (!line.isBlank() && !line.startsWith("#")) {
                String[] parts = line.split(" ", 3);
                if (calls.written.put(parts[0] + " " + parts[1], parts[2]) != null) {
                    throw new AssertionError("calls.txt says it twice: " + line);
                }
            }
        }
        return calls;
    }

    Call of(Route route, Map<String, String> things) {
        String extra = written.getOrDefault(route.method() + " " + route.inTable(), "");
        boolean address = extra.startsWith("/");
        boolean query = extra.startsWith("?");
        String to = address
                ? extra
                : filled(route.template().replaceAll("/\\*\\*?$", "/x"), things)
                        + (query ? replaced(extra, things) : "");
        String body = address || query ? "" : replaced(extra, things);
        if (route.consumes().startsWith("multipart/form-data")) {
            return new Call(route.method(), to, "multipart/form-data; boundary=" + BOUNDARY, form());
        }
        if (!List.of("POST", "PUT").contains(route.method())) {
            return new Call(route.method(), to, "", "");
        }
        String type = route.consumes().isEmpty()
                ? "application/json"
                : route.consumes().replaceAll(",.*", "").replace("*/*", "text/plain");
        return new Call(route.method(), to, type, body.isEmpty() ? "{}" : body);
    }

    /** A variable is looked up with the two segments before it, with the one before it, and by its name alone. */
    private static String filled(String template, Map<String, String> things) {
        String[] segments = template.split("/", -1);
        for (int i = 1; i < segments.length; i++) {
            Matcher variable = VARIABLE.matcher(segments[i]);
            if (variable.matches()) {
                String name = variable.group(1);
                String near = segments[i - 1] + "/" + name;
                String far = i < 2 ? near : segments[i - 2] + "/" + near;
                segments[i] = Stream.of(far, near, name)
                        .map(things::get)
                        .map(Optional::ofNullable)
                        .flatMap(Optional::stream)
                        .findFirst()
                        .orElse("none");
            }
        }
        return String.join("/", segments);
    }

    private static String replaced(String text, Map<String, String> things) {
        Function<String, String> thing = name -> Optional.ofNullable(things.get(name))
                .orElseThrow(() -> new AssertionError("calls.txt speaks of <" + name + ">, which nobody prepared."));
        return PLACEHOLDER.matcher(text).replaceAll(found -> Matcher.quoteReplacement(thing.apply(found.group(1))));
    }

    private static String form() {
        return "--" + BOUNDARY + "\r\nContent-Disposition: form-data; name=\"data\"; filename=\"x.txt\"\r\n"
                + "Content-Type: application/octet-stream\r\n\r\nx\r\n--" + BOUNDARY + "--\r\n";
    }
}
