package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;

/**
 * Event: a request was started because somebody other than its requester asked for it. Published in the transaction
 * that starts it.
 */
public record RequestedByAnother(EsealId esealId, UserId person) {}
