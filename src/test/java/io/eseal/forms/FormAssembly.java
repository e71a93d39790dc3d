package io.eseal.forms;

import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Puts the shared parts into forms. A component says by its custom properties, which Camunda Modeler shows and keeps,
 * what it is made of:
 *
 * <ul>
 *   <li>{@code fragment}: a component of a form in {@code fragments}, as {@code request} (its first one) or
 *       {@code request#group_ship_info}; its content is taken from there
 *   <li>{@code own}: the attributes that are its own all the same, such as {@code label}
 *   <li>{@code without}: attributes that are left out at every depth, such as {@code defaultValue}
 *   <li>{@code facts}: the rows of a table, named as in {@code fragments/facts.feel}; all else of it but its label is
 *       the fragment {@code parts#facts}
 * </ul>
 *
 * Its id, its place in the layout and these properties are always its own.
 */
final class FormAssembly {

    static final Path FORMS = Path.of("forms");
    static final Path FRAGMENTS = FORMS.resolve("fragments");

    private static final Set<String> ALWAYS_OWN = Set.of("id", "layout", "properties");
    private static final String FACTS = "parts#facts";
    private static final Pattern FACT = Pattern.compile("^ {2}\"([^\"]+)\": (.*?),?$", Pattern.MULTILINE);
    private static final Pattern LIST = Pattern.compile("\\s*[,;]\\s*");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, String> facts = new LinkedHashMap<>();

    FormAssembly() {
        FACT.matcher(text(FRAGMENTS.resolve("facts.feel")))
                .results()
                .forEach(fact -> facts.put(fact.group(1), fact.group(2)));
    }

    /** Forms and fragments. */
    static List<Path> files() {
        return Stream.of(FORMS, FRAGMENTS).flatMap(FormAssembly::formsIn).toList();
    }

    static Stream<Path> formsIn(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".form")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static ObjectNode read(Path file) {
        try {
            return (ObjectNode) JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(file.toString(), e);
        }
    }

    static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The form as it should be, as Camunda Modeler writes it. */
    String assembled(Path file) {
        ObjectNode form = read(file);
        form.set("components", components(form.path("components")));
        try {
            return JSON.writer(new ModelersPrinter()).writeValueAsString(form) + "\n";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private ArrayNode components(JsonNode components) {
        ArrayNode assembled = JSON.createArrayNode();
        components.forEach(component -> assembled.add(component((ObjectNode) component)));
        return assembled;
    }

    private ObjectNode component(ObjectNode component) {
        ObjectNode assembled = fragmentOf(component)
                .map(fragment -> taken(component, fragment))
                .orElseGet(component::deepCopy);
        property(component, "facts").ifPresent(rows -> assembled.put("dataSource", table(rows)));
        if (assembled.has("components")) {
            assembled.set("components", components(assembled.path("components")));
        }
        return assembled;
    }

    /** The name of the fragment that the component is made of. */
    static Optional<String> fragmentOf(JsonNode component) {
        return property(component, "fragment")
                .or(() -> property(component, "facts").map(rows -> FACTS));
    }

    private static ObjectNode taken(ObjectNode component, String fragment) {
        ObjectNode taken = fragment(fragment);
        property(component, "without")
                .ifPresent(names -> LIST.splitAsStream(names).forEach(name -> remove(taken, name)));
        Set<String> own = property(component, "own")
                .map(names -> LIST.splitAsStream(names).collect(Collectors.toSet()))
                .orElse(fragment.equals(FACTS) ? Set.of("label") : Set.of());
        ObjectNode assembled = JSON.createObjectNode();
        // In the order in which they stand already, so that a difference is one of content.
        Stream.concat(names(component), names(taken)).distinct().forEach(name -> {
            JsonNode value = (ALWAYS_OWN.contains(name) || own.contains(name) ? component : taken).get(name);
            if (value != null) {
                assembled.set(name, value);
            }
        });
        return assembled;
    }

    private static ObjectNode fragment(String name) {
        String[] parts = name.split("#");
        JsonNode components = read(FRAGMENTS.resolve(parts[0] + ".form")).path("components");
        JsonNode found = parts.length == 1 ? components.path(0) : find(components, parts[1]);
        if (!(found instanceof ObjectNode component)) {
            throw new IllegalArgumentException("forms/fragments holds no " + name);
        }
        return component;
    }

    private static JsonNode find(JsonNode components, String id) {
        for (JsonNode component : components) {
            JsonNode found =
                    component.path("id").asText().equals(id) ? component : find(component.path("components"), id);
            if (!found.isMissingNode()) {
                return found;
            }
        }
        return components.path("none");
    }

    private static void remove(ObjectNode component, String attribute) {
        component.remove(attribute);
        component.path("components").forEach(child -> remove((ObjectNode) child, attribute));
    }

    private static Stream<String> names(ObjectNode component) {
        return component.properties().stream().map(Map.Entry::getKey);
    }

    static Optional<String> property(JsonNode component, String name) {
        return Optional.ofNullable(component.path("properties").get(name)).map(JsonNode::asText);
    }

    /** A label ends where a comma tells two facts of one label apart. */
    private String table(String rows) {
        return Stream.of(rows.split("\\s*;\\s*"))
                .map(name -> " {fact: \"" + name.split(",")[0] + "\", detail: " + fact(name) + "}")
                .collect(Collectors.joining(",\n", "=[\n", "\n][detail != null and detail != \"\"]"));
    }

    private String fact(String name) {
        return Optional.ofNullable(facts.get(name))
                .orElseThrow(() -> new IllegalArgumentException("forms/fragments/facts.feel holds no " + name));
    }

    /** Prints JSON as JavaScript's {@code JSON.stringify(form, null, 2)} does. */
    private static final class ModelersPrinter extends DefaultPrettyPrinter {

        ModelersPrinter() {
            super(Separators.createDefaultInstance()
                    .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                    .withObjectEmptySeparator("")
                    .withArrayEmptySeparator(""));
            DefaultIndenter lines = new DefaultIndenter("  ", "\n");
            indentObjectsWith(lines);
            indentArraysWith(lines);
        }

        private ModelersPrinter(ModelersPrinter other) {
            super(other);
        }

        @Override
        public DefaultPrettyPrinter createInstance() {
            return new ModelersPrinter(this);
        }
    }
}
