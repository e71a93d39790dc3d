package certcentral.simulator;

import java.time.Instant;

/** A status and when the order reaches it, or reached it. */
record Step(String status, Instant at) {}
