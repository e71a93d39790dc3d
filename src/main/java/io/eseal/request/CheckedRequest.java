package io.eseal.request;

import io.eseal.orderbody.OrderBody;
import io.eseal.validation.Finding;
import java.util.List;

/**
 * Result of checking a request.
 *
 * @param request the body, an object: valid values normalised, invalid values unchanged, card data and private keys
 *     removed
 * @param findings every error found; empty when the request may be ordered
 */
public record CheckedRequest(OrderBody request, List<Finding> findings) {}
