package io.eseal.validation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects the findings of one check. */
public final class Findings {

    private final List<Finding> all = new ArrayList<>();
    private final Set<String> paths = new HashSet<>();

    void add(Finding finding) {
        all.add(finding);
        paths.add(finding.path());
    }

    boolean has(String path) {
        return paths.contains(path);
    }

    /** Returns a copy of all findings so far, in the order in which they were reported. */
    public List<Finding> all() {
        return List.copyOf(all);
    }
}
