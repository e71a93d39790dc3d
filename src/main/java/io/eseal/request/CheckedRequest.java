package io.eseal.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.validation.Finding;
import java.util.List;

/**
 * Result of checking a request.
 *
 * @param request the body with the vendor's field names: valid values normalised, invalid values unchanged, card data
 *     and private keys removed
 * @param findings every error found; empty when the request may be ordered
 */
public record CheckedRequest(ObjectNode request, List<Finding> findings) {}
