package io.eseal.engine;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.camunda.bpm.engine.filter.Filter;
import org.camunda.bpm.engine.impl.AbstractQuery;
import org.camunda.bpm.engine.impl.persistence.entity.FilterEntity;
import org.camunda.bpm.engine.query.Query;
import org.springframework.util.ReflectionUtils;

/**
 * Finds the queries that an engine command carries: the command itself, the query of a filter, and those that builders
 * hold, such as builders of batches.
 */
final class CommandQueries {

    private static final String BUILDER = "Builder";

    /** Fields of a command or builder that may lead to a query. */
    private static final ObjectFields FIELDS = new ObjectFields(field -> leadsToQueries(field.getType()));

    /** Field in which a query class keeps its nested queries; empty for classes without nested ones. */
    private static final ClassValue<Optional<Field>> NESTED = new ClassValue<>() {
        @Override
        protected Optional<Field> computeValue(Class<?> query) {
            Optional<Field> nested = Optional.ofNullable(ReflectionUtils.findField(query, "queries"));
            nested.ifPresent(ReflectionUtils::makeAccessible);
            return nested;
        }
    };

    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final List<AbstractQuery<?, ?>> queries = new ArrayList<>();

    private CommandQueries() {}

    /** Returns the queries of the command, in whatever field, nested queries included. */
    static List<AbstractQuery<?, ?>> of(Object command) {
        CommandQueries found = new CommandQueries();
        found.look(command);
        return found.queries;
    }

    private void look(Object place) {
        if (place == null || !seen.add(place)) {
            return;
        }
        if (place instanceof AbstractQuery<?, ?> query) {
            queries.add(query);
            NESTED.get(query.getClass()).ifPresent(nested -> look(ReflectionUtils.getField(nested, query)));
        } else if (place instanceof FilterEntity filter) {
            look(filter.getQuery());
        } else if (place instanceof Iterable<?> places) {
            places.forEach(this::look);
        } else {
            FIELDS.get(place.getClass()).forEach(field -> look(ReflectionUtils.getField(field, place)));
        }
    }

    private static boolean leadsToQueries(Class<?> type) {
        return Query.class.isAssignableFrom(type)
                || Filter.class.isAssignableFrom(type)
                || type.getSimpleName().contains(BUILDER);
    }
}
