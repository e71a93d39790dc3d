package io.eseal.request;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.validation.Finding;
import java.util.List;

/**
 * A request after its check.
 *
 * @param request the body with the vendor's field names, valid values normalised, invalid ones as they came; never card
 *     data or a private key
 * @param findings everything that is wrong, empty for a request that may be ordered
 */
public record CheckedRequest(ObjectNode request, List<Finding> findings) {}
