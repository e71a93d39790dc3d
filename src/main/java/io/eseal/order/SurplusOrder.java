package io.eseal.order;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;

/**
 * Event: a surplus order of a request was found at CertCentral. Published once for an order, in the transaction that
 * records it.
 *
 * @param esealId the request
 * @param orderId number of CertCentral's order
 * @param canceled whether the order is canceled by now; otherwise a person has to deal with it
 * @param sentence what the order is, and what was done or has to be done, for operators
 */
public record SurplusOrder(EsealId esealId, OrderId orderId, boolean canceled, String sentence) {}
