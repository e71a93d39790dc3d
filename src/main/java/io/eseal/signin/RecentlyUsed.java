package io.eseal.signin;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Table of bounded size, which drops the entry that was not used for the longest time. Not safe for several threads;
 * the owner must synchronise.
 */
final class RecentlyUsed<T> {

    private final int most;
    private final Map<String, T> entries = new LinkedHashMap<>(16, 0.75f, true);

    RecentlyUsed(int most) {
        this.most = most;
    }

    /** Returns the entry of the key, which counts as used; empty if there is none. */
    Optional<T> find(String key) {
        return Optional.ofNullable(entries.get(key));
    }

    /** Returns the entry of the key; makes and adds it if there is none. */
    T get(String key, Supplier<T> fresh) {
        T found = entries.get(key);
        if (found == null) {
            found = fresh.get();
            put(key, found);
        }
        return found;
    }

    /** Adds an entry; drops the one not used for the longest time if the table is full. */
    void put(String key, T value) {
        entries.put(key, value);
        if (entries.size() > most) {
            entries.remove(entries.keySet().iterator().next());
        }
    }
}
