package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;

/**
 * Event: a certificate ended while its revocation waited for its decision. Published in the transaction that ends the
 * request.
 *
 * @param askedBy who asked for the revocation
 */
public record RevocationLapsed(EsealId esealId, UserId askedBy) {}
