package io.eseal.lifecycle;

import io.eseal.id.EsealId;

/**
 * A seal's renewal became a request of its own; published in the transaction that starts it.
 *
 * @param esealId the seal that is renewed
 * @param successor the new request, which waits for its approvers next
 */
public record RenewalStarted(EsealId esealId, EsealId successor) {}
