package io.eseal.ledger;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import java.time.Instant;
import java.util.Optional;

/**
 * One attempt to make a call.
 *
 * @param esealId the request
 * @param operation the call
 * @param generation number of the attempt: 1 for the first, one more for each new one
 * @param state how far the attempt came
 * @param fencingNo number that grows with each send, and when the attempt is closed or its outcome found: an outcome is
 *     taken only from the latest sender
 * @param owner the node that claimed the attempt last
 * @param sentAt when the attempt was claimed last; the call follows at once or not at all
 * @param orderId number of CertCentral's order, as the outcome of {@link Operation#ORDER}
 * @param requestId number of the request in CertCentral that has to be approved, as the outcome of
 *     {@link Operation#REVOKE}
 * @param lookUps how often an unknown outcome was looked up
 * @param refusal CertCentral's own words
 * @param paymentRefused whether CertCentral refused the payment rather than the content
 * @param closed whether the process dealt with the outcome, or gave up waiting for it
 * @param answered whether CertCentral answered in a way that leaves the outcome unknown
 * @param foreignId number of the order that CertCentral answered with and that was refused, because another request
 *     holds it
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
        Optional<OrderId> orderId,
        Optional<Long> requestId,
        int lookUps,
        Optional<String> refusal,
        boolean paymentRefused,
        boolean closed,
        boolean answered,
        Optional<OrderId> foreignId,
        int absences) {}
