package io.eseal.engine;

import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.core.MultivaluedMap;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refuses address parameters that the engine cannot read, or that ask for more than one answer should hold. A refusal
 * is answered with 400.
 */
class ParameterGuard implements ContainerRequestFilter {

    private static final String NESTED = "orQueries";
    private static final List<String> PAGE = List.of("firstResult", "maxResults");

    @Override
    public void filter(ContainerRequestContext call) {
        MultivaluedMap<String, String> parameters = call.getUriInfo().getQueryParameters();
        if (parameters.containsKey(NESTED)) {
            throw BodyGuard.refusal("The parameter orQueries is not accepted in an address; POST the query.");
        }
        if (values(parameters, BodyGuard.VARIABLES_OF_MANY).anyMatch(value -> !"false".equalsIgnoreCase(value))) {
            throw BodyGuard.refusal(BodyGuard.NOT_OF_MANY);
        }
        if (values(parameters, PAGE).anyMatch(value -> value.startsWith("-"))) {
            throw BodyGuard.refusal("A page begins at 0 or later and holds 0 entries or more.");
        }
        // Cockpit runs its own SQL, which the engine's check of patterns does not see.
        if (parameters.values().stream()
                .flatMap(Collection::stream)
                .flatMap(value -> Arrays.stream(value.split(",")))
                .anyMatch(QuerySize::isPatternTooWide)) {
            throw BodyGuard.refusal(QuerySize.PATTERN + ".");
        }
        if (parameters.values().stream().flatMap(Collection::stream).anyMatch(BodyGuard::hasNoCharacter)) {
            throw BodyGuard.refusal("A parameter holds the character U+0000.");
        }
    }

    private static Stream<String> values(MultivaluedMap<String, String> parameters, Collection<String> names) {
        return names.stream().flatMap(name -> parameters.getOrDefault(name, List.of()).stream());
    }
}
