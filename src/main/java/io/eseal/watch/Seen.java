package io.eseal.watch;

import io.eseal.watch.Concern.Cause;
import java.util.List;
import java.util.Set;

/**
 * Findings of one look at a seal.
 *
 * @param unanswered causes of which the look does not say whether they still are there
 */
record Seen(List<Concern> concerns, Set<Cause> unanswered) {

    Seen {
        concerns = List.copyOf(concerns);
        unanswered = Set.copyOf(unanswered);
    }
}
