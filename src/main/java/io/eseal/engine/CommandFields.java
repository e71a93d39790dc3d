package io.eseal.engine;

import java.lang.reflect.Field;
import org.springframework.util.ReflectionUtils;

/** Reads fields of engine commands, which have no getters. */
public final class CommandFields {

    private CommandFields() {}

    /**
     * Returns the value of a field of a command.
     *
     * @param declaring the class that declares the field, or a subclass of it
     * @param name name of the field, which must exist
     */
    // The caller states the field's type; a wrong one fails at once, where the value is used.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <V> V read(Object command, Class<?> declaring, String name) {
        Field field = ReflectionUtils.findField(declaring, name);
        ReflectionUtils.makeAccessible(field);
        return (V) ReflectionUtils.getField(field, command);
    }
}
