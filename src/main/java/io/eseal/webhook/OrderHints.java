package io.eseal.webhook;

import io.eseal.certcentral.HeldBackException;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.web.ExceptionChain;
import jakarta.annotation.PreDestroy;
import java.time.Duration;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.stereotype.Component;

/**
 * Wakes the process instances of orders that may have changed, at once. An order that is named again and again is
 * looked at less and less often, down to once in {@link #LONGEST_REST}. An order that this node may not read now rests,
 * so that looks leave the API key's calls to orders. Kept in memory and bounded: what is lost here, the sweep finds.
 */
@Component
class OrderHints {

    /** Most orders that are remembered at a time. */
    static final int MOST = 10_000;
    /** How long an order is left alone that was looked at for the first time; doubles with each further look. */
    static final Duration FIRST_REST = Duration.ofSeconds(1);
    /** The longest that an order is left alone, and how long it is remembered after that. */
    static final Duration LONGEST_REST = Duration.ofMinutes(1);
    /**
     * When to look again for an order that is not known or does not wait yet: the message can be here before the answer
     * to the order is stored.
     */
    static final List<Duration> AGAIN = List.of(
            Duration.ofMillis(500),
            Duration.ofSeconds(1),
            Duration.ofSeconds(2),
            Duration.ofSeconds(4),
            Duration.ofSeconds(8),
            Duration.ofSeconds(16),
            Duration.ofSeconds(32));

    private static final Logger log = LoggerFactory.getLogger(OrderHints.class);
    /** States in which an instance that does not wait for the message will do so in a moment. */
    private static final Set<EsealState> SOON = EnumSet.of(EsealState.ORDERING, EsealState.ORDERED);

    // Each look can hold a database connection for as long as CertCentral takes to answer.
    private static final int AT_ONCE = 2;
    private static final int LONGEST_END_SECONDS = 5;

    private final EsealRegister register;
    private final WaitingInstances instances;
    private final LookShare share;
    private final ScheduledExecutorService threads;
    private final Map<OrderId, Hint> hints = new HashMap<>();

    @Autowired
    OrderHints(EsealRegister register, WaitingInstances instances, LookShare share) {
        this(register, instances, share, Executors.newScheduledThreadPool(AT_ONCE, work -> {
            Thread thread = new Thread(work, "webhook");
            thread.setDaemon(true);
            return thread;
        }));
    }

    OrderHints(EsealRegister register, WaitingInstances instances, LookShare share, ScheduledExecutorService threads) {
        this.register = register;
        this.instances = instances;
        this.share = share;
        this.threads = threads;
    }

    /**
     * Has the order looked at.
     *
     * @return false when too many are remembered already, so that this one is left to the sweep
     */
    boolean take(OrderId order) {
        synchronized (hints) {
            Hint hint = hints.get(order);
            if (hint == null && hints.size() >= MOST) {
                return false;
            }
            if (hint != null && !hint.idle) {
                hint.namedAgain = true;
                return true;
            }
            hints.computeIfAbsent(order, first -> new Hint()).idle = false;
        }
        after(Duration.ZERO, () -> look(order));
        return true;
    }

    /** Returns the number of orders that are remembered. */
    int size() {
        synchronized (hints) {
            return hints.size();
        }
    }

    @PreDestroy
    void end() throws InterruptedException {
        threads.shutdownNow();
        if (!threads.awaitTermination(LONGEST_END_SECONDS, TimeUnit.SECONDS)) {
            log.info("The look at an order that the webhook named did not end in time.");
        }
    }

    private void look(OrderId order) {
        Hint hint;
        synchronized (hints) {
            hint = hints.get(order);
            if (hint == null) {
                return;
            }
            hint.namedAgain = false;
        }
        Look look = lookAt(order);
        if (look == Look.OPEN && hint.tries < AGAIN.size()) {
            after(AGAIN.get(hint.tries), () -> look(order));
            hint.tries++;
            return;
        }
        hint.tries = 0;
        if (look == Look.HELD_BACK) {
            hint.rest = LONGEST_REST;
        }
        after(hint.rest, () -> rested(order, hint));
        hint.rest = shorter(hint.rest.multipliedBy(2), LONGEST_REST);
    }

    private void rested(OrderId order, Hint hint) {
        synchronized (hints) {
            if (!hint.namedAgain) {
                hint.idle = true;
                int look = ++hint.looks;
                after(LONGEST_REST, () -> forget(order, hint, look));
                return;
            }
        }
        look(order);
    }

    private void forget(OrderId order, Hint hint, int look) {
        synchronized (hints) {
            if (hint.idle && hint.looks == look) {
                hints.remove(order);
            }
        }
    }

    private Look lookAt(OrderId order) {
        try {
            Optional<Eseal> eseal = register.findByOrder(order);
            if (eseal.isEmpty()) {
                return Look.OPEN;
            }
            if (!share.take()) {
                return Look.HELD_BACK;
            }
            if (woken(eseal.get().id())) {
                return Look.SETTLED;
            }
            share.giveBack();
            return SOON.contains(eseal.get().state()) ? Look.OPEN : Look.SETTLED;
        } catch (RuntimeException e) {
            if (ExceptionChain.find(e, HeldBackException.class).isPresent()) {
                return Look.HELD_BACK;
            }
            // No warning: thousands can be named while CertCentral is away, and the sweep says so then.
            log.debug("Order {} may have changed but could not be read; it is tried again: {}", order, e.getMessage());
            return Look.OPEN;
        }
    }

    private boolean woken(EsealId id) {
        return instances.tell(id, Messages.ORDER_STATUS_CHANGED, Map.of());
    }

    private void after(Duration pause, Runnable work) {
        // No exception is lost: what may fail is caught where it is done.
        var unused = threads.schedule(work, pause.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    /** What came of a look at an order. */
    private enum Look {
        /** Nothing is left to be done: the order was read, or nobody waits for it. */
        SETTLED,
        /** The order is not known or does not wait yet, or the look failed. */
        OPEN,
        /** The order was not read, because calls have to be spared. */
        HELD_BACK
    }

    /** What is remembered of an order; {@code tries} and {@code rest} are touched by one thread at a time. */
    private static final class Hint {
        private boolean idle;
        private boolean namedAgain;
        private int looks;
        private int tries;
        private Duration rest = FIRST_REST;
    }
}
