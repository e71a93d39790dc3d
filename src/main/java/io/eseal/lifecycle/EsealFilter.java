package io.eseal.lifecycle;

import io.eseal.id.UserId;
import java.util.Optional;

/**
 * Selects the requests of a list; an empty component selects all.
 *
 * @param text part of the id, the requester, the order number or the serial number, in any case, or of the
 *     organisation's name, as {@link io.eseal.text.FoldedText} compares
 */
public record EsealFilter(
        Optional<EsealState> state, Optional<Long> organizationId, Optional<UserId> requester, Optional<String> text) {}
