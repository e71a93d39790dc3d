package io.eseal.lifecycle;

import io.eseal.id.EsealId;

/**
 * Event: the request for the renewal of a seal was started. Published in the transaction that starts it.
 *
 * @param esealId the request of the seal that is renewed
 * @param successor the new request
 */
public record RenewalStarted(EsealId esealId, EsealId successor) {}
