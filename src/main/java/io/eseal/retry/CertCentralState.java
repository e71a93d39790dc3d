package io.eseal.retry;

import io.eseal.certcentral.CallState;
import io.eseal.certcentral.CallState.Breaker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * How calls to CertCentral fare on all nodes.
 *
 * @param lastGood when CertCentral last did what any node asked for; empty if not within a week
 */
public record CertCentralState(List<Node> nodes, Optional<Instant> lastGood) {

    public record Node(String name, CallState calls) {}

    /** Until when the key is paused, for all nodes; empty if it is not. */
    public Optional<Instant> pausedUntil() {
        return nodes.stream()
                .flatMap(node -> node.calls().pausedUntil().stream())
                .max(Instant::compareTo);
    }

    /** The nodes that take CertCentral to be down, or try whether it is back. */
    public List<Node> interrupted() {
        return nodes.stream()
                .filter(node -> node.calls().breaker() != Breaker.CLOSED)
                .toList();
    }

    public boolean flows() {
        return interrupted().isEmpty() && pausedUntil().isEmpty();
    }
}
