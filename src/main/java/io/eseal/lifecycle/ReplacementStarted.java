package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;

/**
 * Event: a request for a seal in place of another one was started. Published in the transaction that starts it.
 *
 * @param esealId the request of the seal that is given up
 * @param successor the new request
 * @param asker who wanted it
 */
public record ReplacementStarted(EsealId esealId, EsealId successor, UserId asker) {}
