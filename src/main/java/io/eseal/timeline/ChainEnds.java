package io.eseal.timeline;

import io.eseal.id.EsealId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The last entries that the current transaction wrote. It holds the locks of their requests until it ends, so that
 * nobody else appends meanwhile, and neither lock nor last entry has to be asked for again.
 */
final class ChainEnds implements TransactionSynchronization {

    private final Map<EsealId, End> ends = new HashMap<>();

    private ChainEnds() {}

    /**
     * The end of a request's chain.
     *
     * @param seq number of the last entry, 0 when there is none
     * @param hash hash of the last entry
     */
    record End(int seq, String hash) {}

    /** Returns what the current transaction wrote last for the request; empty when it wrote nothing. */
    static Optional<End> of(EsealId esealId) {
        return Optional.ofNullable(bound()).map(here -> here.ends.get(esealId));
    }

    /** Remembers the entry until the transaction ends; does nothing when there is none to end. */
    static void remember(EsealId esealId, End end) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        ChainEnds here = bound();
        if (here == null) {
            here = new ChainEnds();
            TransactionSynchronizationManager.bindResource(ChainEnds.class, here);
            TransactionSynchronizationManager.registerSynchronization(here);
        }
        here.ends.put(esealId, end);
    }

    private static @Nullable ChainEnds bound() {
        return (ChainEnds) TransactionSynchronizationManager.getResource(ChainEnds.class);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResourceIfPossible(ChainEnds.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(ChainEnds.class, this);
    }

    /** Forgets everything before the locks go. */
    @Override
    public void beforeCompletion() {
        TransactionSynchronizationManager.unbindResourceIfPossible(ChainEnds.class);
    }

    /** Forgets what was written after {@link #beforeCompletion}. */
    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(ChainEnds.class);
    }
}
