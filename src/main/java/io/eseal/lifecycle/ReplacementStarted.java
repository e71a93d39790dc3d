package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import java.util.Set;

/**
 * Event: a request for a seal in place of another one was started. Published in the transaction that starts it.
 *
 * @param esealId the request of the seal that is given up
 * @param successor the new request
 * @param askers who asked for it: for the revocation, or added to that one
 */
public record ReplacementStarted(EsealId esealId, EsealId successor, Set<UserId> askers) {}
