package io.eseal.request;

import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Another request whose seal this one follows, or that follows this one's seal.
 *
 * @param kind how the later request follows the earlier one
 */
record LinkedSeal(
        String id,
        Succession kind,
        EsealState state,
        @Nullable OrderId orderId,
        @Nullable Instant validTill) {

    static LinkedSeal of(SealLinks.Link link) {
        return new LinkedSeal(
                link.id().value(),
                link.kind(),
                link.state(),
                link.orderId().orElse(null),
                link.validTill().orElse(null));
    }
}
