package io.eseal.faults;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.Set;
import java.util.stream.IntStream;

/** Finds many byte strings in one pass (Aho and Corasick, 1975). */
final class AhoCorasick {

    private static final int BYTES = 256;
    private static final int NONE = -1;

    private final List<String> names = new ArrayList<>();
    private int[] next = new int[BYTES * 1024];
    private int[] pattern = new int[1024];
    private int states;

    AhoCorasick() {
        newState();
    }

    /** @param name what is reported when the bytes are found */
    void add(String name, byte[] bytes) {
        int state = 0;
        for (byte each : bytes) {
            int edge = state * BYTES + (each & 0xff);
            if (next[edge] == NONE) {
                int created = newState();
                next[edge] = created;
            }
            state = next[edge];
        }
        if (pattern[state] == NONE) {
            pattern[state] = names.size();
            names.add(name);
        }
    }

    /** Builds the automaton; to be called once, after the last pattern was added. */
    AhoCorasick ready() {
        int[] fallback = new int[states];
        Queue<Integer> queue = new ArrayDeque<>();
        IntStream.range(0, BYTES).forEach(each -> follow(0, each, 0, fallback, queue));
        while (!queue.isEmpty()) {
            int state = queue.remove();
            // Of two patterns that end at the same place one is enough.
            pattern[state] = pattern[state] == NONE ? pattern[fallback[state]] : pattern[state];
            IntStream.range(0, BYTES)
                    .forEach(each -> follow(state, each, next[fallback[state] * BYTES + each], fallback, queue));
        }
        return this;
    }

    private void follow(int state, int each, int otherwise, int[] fallback, Queue<Integer> queue) {
        int edge = state * BYTES + each;
        if (next[edge] == NONE) {
            next[edge] = otherwise == NONE ? 0 : otherwise;
        } else {
            fallback[next[edge]] = state == 0 ? 0 : otherwise;
            queue.add(next[edge]);
        }
    }

    /** Adds the names of what is in the bytes. */
    void find(byte[] bytes, int length, Set<String> found) {
        int state = 0;
        for (int at = 0; at < length; at++) {
            state = next[state * BYTES + (bytes[at] & 0xff)];
            if (pattern[state] != NONE) {
                found.add(names.get(pattern[state]));
            }
        }
    }

    private int newState() {
        if (states == pattern.length) {
            next = Arrays.copyOf(next, 2 * next.length);
            pattern = Arrays.copyOf(pattern, 2 * pattern.length);
        }
        Arrays.fill(next, states * BYTES, (states + 1) * BYTES, NONE);
        pattern[states] = NONE;
        return states++;
    }
}
