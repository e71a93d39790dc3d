package io.eseal.retry;

import io.eseal.certcentral.CallState;
import io.eseal.certcentral.CallState.Breaker;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * State of the calls to CertCentral on all nodes.
 *
 * @param nodes running nodes, in the order of their names
 * @param lastGood when CertCentral last answered a call of any node with success; empty if not within a week
 */
public record CertCentralState(List<Node> nodes, Optional<Instant> lastGood) {

    /** State of the calls on one node. */
    public record Node(String name, CallState calls) {}

    /** Returns when the pause of the API key ends, the same for all nodes; empty if the key is not paused. */
    public Optional<Instant> pausedUntil() {
        return nodes.stream()
                .flatMap(node -> node.calls().pausedUntil().stream())
                .max(Instant::compareTo);
    }

    /** Returns the nodes that send no calls, or trial calls only, because CertCentral did not answer. */
    public List<Node> interrupted() {
        return nodes.stream()
                .filter(node -> node.calls().breaker() != Breaker.CLOSED)
                .toList();
    }

    /** Returns whether every node sends calls. */
    public boolean flows() {
        return interrupted().isEmpty() && pausedUntil().isEmpty();
    }
}
