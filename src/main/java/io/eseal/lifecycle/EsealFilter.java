package io.eseal.lifecycle;

import java.util.Optional;

/**
 * Which requests to list.
 *
 * @param text part of the id, the organisation's name, the requester, the order number or the serial number; case does
 *     not matter
 */
public record EsealFilter(
        Optional<EsealState> state, Optional<Long> organizationId, Optional<String> requester, Optional<String> text) {}
