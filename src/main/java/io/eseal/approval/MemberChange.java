package io.eseal.approval;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Who was in which group, and who is.
 *
 * @param before user ids by group; empty when nobody has looked yet
 * @param now user ids by group
 */
record MemberChange(Map<String, Set<String>> before, Map<String, Set<String>> now) {

    boolean isNone() {
        return before.equals(now);
    }

    boolean isFirst() {
        return before.isEmpty();
    }

    boolean somebodyJoined() {
        return !groupsThatLack(now, before).isEmpty();
    }

    /** Returns the groups that somebody left. */
    List<String> left() {
        return groupsThatLack(before, now);
    }

    private static List<String> groupsThatLack(Map<String, Set<String>> some, Map<String, Set<String>> others) {
        return some.keySet().stream()
                .filter(group -> !others.getOrDefault(group, Set.of()).containsAll(some.get(group)))
                .toList();
    }
}
