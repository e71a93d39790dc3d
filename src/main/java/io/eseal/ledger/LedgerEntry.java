package io.eseal.ledger;

import io.eseal.id.EsealId;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to make a call.
 *
 * @param generation 1 for the first attempt, one more for each new one
 * @param fencingNo grows with each send, and when the attempt is closed or its outcome found: an outcome is taken only
 *     from the latest sender
 * @param owner the node that claimed it last
 * @param sentAt when it was claimed last; the call follows at once or not at all
 * @param orderId what came of {@link Operation#ORDER}
 * @param requestId what came of {@link Operation#REVOKE}: the request that has to be approved
 * @param lookUps how often an unknown outcome was looked up
 * @param refusal CertCentral's own words
 * @param answered whether CertCentral answered, though not so that the outcome is known
 * @param foreignId the order number of its answer that was refused because another request holds it
 * @param absences how many look-ups were complete and found nothing
 */
public record LedgerEntry(
        EsealId esealId,
        Operation operation,
        int generation,
        LedgerState state,
        int fencingNo,
        Optional<String> owner,
        Optional<Instant> sentAt,
        Optional<Long> orderId,
        Optional<Long> requestId,
        int lookUps,
        Optional<String> refusal,
        boolean paymentRefused,
        boolean closed,
        boolean answered,
        Optional<Long> foreignId,
        int absences) {}
