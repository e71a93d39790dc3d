package io.eseal.order;

import io.eseal.id.EsealId;

/**
 * A second order of a request turned up at CertCentral; published once for an order, in the transaction that records
 * it.
 *
 * @param canceled whether it is canceled by now; otherwise a person has to deal with it
 * @param sentence what it is and what was done or has to be done, for operators
 */
public record SurplusOrder(EsealId esealId, long orderId, boolean canceled, String sentence) {}
