package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;

/**
 * Event: a person moves the process of a request to another step by a call to the engine. Published before the move, in
 * its transaction.
 */
public record MovedByHand(EsealId esealId, UserId person) {}
