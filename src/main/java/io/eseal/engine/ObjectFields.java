package io.eseal.engine;

import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.springframework.util.ReflectionUtils;

/** Finds the fields of a class that hold objects, inherited ones included; computed once for each class. */
final class ObjectFields extends ClassValue<List<Field>> {

    private final Predicate<Field> wanted;

    ObjectFields(Predicate<Field> wanted) {
        this.wanted = wanted;
    }

    @Override
    protected List<Field> computeValue(Class<?> type) {
        List<Field> fields = new ArrayList<>();
        ReflectionUtils.doWithFields(
                type,
                field -> {
                    ReflectionUtils.makeAccessible(field);
                    fields.add(field);
                },
                field -> !Modifier.isStatic(field.getModifiers())
                        && !field.getType().isPrimitive()
                        && wanted.test(field));
        return List.copyOf(fields);
    }
}
