package io.eseal.engine;

import java.lang.reflect.Field;
import org.springframework.util.ReflectionUtils;

/** What a command of the engine was given, which it tells nobody. */
public final class CommandFields {

    private CommandFields() {}

    /** @param declaring the class that has the field, or one that inherits it */
    // The caller knows the field's type; a wrong one fails at once, where the value is used.
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    public static <V> V read(Object command, Class<?> declaring, String name) {
        Field field = ReflectionUtils.findField(declaring, name);
        ReflectionUtils.makeAccessible(field);
        return (V) ReflectionUtils.getField(field, command);
    }
}
