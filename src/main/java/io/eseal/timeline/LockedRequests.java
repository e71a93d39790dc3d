package io.eseal.timeline;

import io.eseal.id.EsealId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/**
 * The requests whose rows the current transaction has locked, with what it knows of them. It holds the locks until it
 * ends, so that nobody else writes meanwhile, and neither lock nor content has to be asked for again.
 */
public final class LockedRequests implements TransactionSynchronization {

    private final Map<EsealId, Map<Class<?>, Object>> known = new HashMap<>();

    private LockedRequests() {}

    /** Returns whether the current transaction has locked the request's row. */
    public static boolean isLocked(EsealId esealId) {
        LockedRequests here = bound();
        return here != null && here.known.containsKey(esealId);
    }

    /** Notes that the current transaction has locked the request's row; does nothing when there is none to end. */
    public static void locked(EsealId esealId) {
        if (!TransactionSynchronizationManager.isSynchronizationActive()) {
            return;
        }
        LockedRequests here = bound();
        if (here == null) {
            here = new LockedRequests();
            TransactionSynchronizationManager.bindResource(LockedRequests.class, here);
            TransactionSynchronizationManager.registerSynchronization(here);
        }
        here.known.computeIfAbsent(esealId, locked -> new HashMap<>());
    }

    /** Returns what was remembered of this kind; empty when nothing was, or when the request is not locked. */
    public static <T> Optional<T> known(EsealId esealId, Class<T> kind) {
        return of(esealId).map(facts -> facts.get(kind)).map(kind::cast);
    }

    /** Remembers a fact of a locked request, one of each kind, until the transaction ends or forgets it. */
    public static void remember(EsealId esealId, Object fact) {
        of(esealId).ifPresent(facts -> facts.put(fact.getClass(), fact));
    }

    /** Forgets the fact of this kind, because it changes. */
    public static void forget(EsealId esealId, Class<?> kind) {
        of(esealId).ifPresent(facts -> facts.remove(kind));
    }

    private static Optional<Map<Class<?>, Object>> of(EsealId esealId) {
        return Optional.ofNullable(bound()).map(here -> here.known.get(esealId));
    }

    private static @Nullable LockedRequests bound() {
        return (LockedRequests) TransactionSynchronizationManager.getResource(LockedRequests.class);
    }

    @Override
    public void suspend() {
        TransactionSynchronizationManager.unbindResourceIfPossible(LockedRequests.class);
    }

    @Override
    public void resume() {
        TransactionSynchronizationManager.bindResource(LockedRequests.class, this);
    }

    /** Forgets everything before the locks go. */
    @Override
    public void beforeCompletion() {
        TransactionSynchronizationManager.unbindResourceIfPossible(LockedRequests.class);
    }

    /** Forgets what was written after {@link #beforeCompletion}. */
    @Override
    public void afterCompletion(int status) {
        TransactionSynchronizationManager.unbindResourceIfPossible(LockedRequests.class);
    }
}
