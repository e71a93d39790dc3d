package certcentral.simulator;

import java.time.Instant;

/** A status with the time at which the order reached it, or is planned to reach it. */
record Step(String status, Instant at) {}
