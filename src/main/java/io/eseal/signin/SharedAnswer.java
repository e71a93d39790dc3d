package io.eseal.signin;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds one answer of the OpenID provider for all callers. Asks for it in the background, in one thread and once at a
 * time: again after a growing pause while the provider fails, and again from time to time after an answer. A caller who
 * comes before the first answer waits for the question under way, and only a bounded number may wait.
 */
final class SharedAnswer<T> implements AutoCloseable {

    /** Threads that may wait at one time. */
    static final int MOST_WAITING = 8;
    /** Shortest time between two questions that waiting callers cause. */
    static final Duration SOONEST = Duration.ofSeconds(2);

    private static final Duration FIRST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(1);
    /** Longest wait of one caller; twice the deadline, since one question may need another answer first. */
    private static final Duration PATIENCE =
            ProviderCalls.DEADLINE.multipliedBy(2).plusSeconds(1);

    private static final Logger log = LoggerFactory.getLogger(SharedAnswer.class);

    private final String name;
    private final Supplier<T> question;
    private final Duration goodFor;
    private final Optional<Duration> renewedEvery;
    private final LongSupplier nanos;
    private final ScheduledExecutorService thread;
    private final Semaphore places = new Semaphore(MOST_WAITING);

    private Optional<T> answer = Optional.empty();
    private long answeredAt;
    private long triedAt;
    private boolean tried;
    private boolean failing;
    private Optional<CompletableFuture<T>> underWay = Optional.empty();
    private Future<?> next = CompletableFuture.completedFuture(null);
    private Duration pause = FIRST_PAUSE;

    /**
     * Prepares the question; {@link #start} asks it.
     *
     * @param name names the answer in the log
     * @param question makes the call, which ends by itself; throws a {@link RuntimeException} when there is no answer
     * @param goodFor how long the last answer is used while no newer one comes
     * @param renewedEvery the time between two questions after an answer; empty if one answer is enough
     * @param nanos a clock in nanoseconds
     */
    SharedAnswer(
            String name, Supplier<T> question, Duration goodFor, Optional<Duration> renewedEvery, LongSupplier nanos) {
        this.name = name;
        this.question = question;
        this.goodFor = goodFor;
        this.renewedEvery = renewedEvery;
        this.nanos = nanos;
        this.thread = Executors.newSingleThreadScheduledExecutor(work -> {
            Thread made = new Thread(work, "openid-provider");
            made.setDaemon(true);
            return made;
        });
    }

    /** Asks for the first time and continues in the background. */
    void start() {
        ask(Duration.ZERO);
    }

    /** Returns the answer, or empty if there is none now. */
    synchronized Optional<T> known() {
        return answer.filter(held -> nanos.getAsLong() - answeredAt < goodFor.toNanos());
    }

    /**
     * Returns the answer; waits for it when there is none yet.
     *
     * @throws ProviderAwayException when no answer comes, or too many callers wait
     */
    T get() {
        return known().orElseGet(() -> await(ask(SOONEST)));
    }

    /**
     * Returns an answer no older than the given time if the provider gives one; returns the last answer when the
     * provider was already asked within that time.
     *
     * @throws ProviderAwayException when the last question got no answer, or no answer comes
     */
    T noOlderThan(Duration age) {
        Optional<CompletableFuture<T>> question = ask(age);
        return question.isEmpty() ? settled().orElseThrow(this::away) : await(question);
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }

    private synchronized Optional<T> settled() {
        return failing ? Optional.empty() : known();
    }

    private synchronized Optional<CompletableFuture<T>> ask(Duration soonest) {
        if (underWay.isEmpty()) {
            if (tried && nanos.getAsLong() - triedAt < soonest.toNanos()) {
                return Optional.empty();
            }
            CompletableFuture<T> begun = new CompletableFuture<>();
            try {
                thread.execute(() -> attempt(begun));
            } catch (RejectedExecutionException closed) {
                return Optional.empty();
            }
            underWay = Optional.of(begun);
        }
        return underWay;
    }

    private T await(Optional<CompletableFuture<T>> question) {
        if (question.isEmpty() || !places.tryAcquire()) {
            throw away();
        }
        try {
            return question.get().get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            Throwable cause = Optional.ofNullable(e.getCause()).orElse(e);
            throw new ProviderAwayException(cause.getMessage(), cause);
        } catch (TimeoutException e) {
            throw away();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw away();
        } finally {
            places.release();
        }
    }

    private void attempt(CompletableFuture<T> begun) {
        try {
            T came = question.get();
            settle(Optional.of(came), "");
            begun.complete(came);
        } catch (RuntimeException | StackOverflowError e) {
            settle(Optional.empty(), SignInLog.printable(e.getMessage()));
            begun.completeExceptionally(e);
        }
    }

    private synchronized void settle(Optional<T> came, String why) {
        underWay = Optional.empty();
        tried = true;
        triedAt = nanos.getAsLong();
        if (came.isPresent()) {
            if (failing) {
                log.info("The OpenID provider answers again: {}", name);
            }
            answer = came;
            answeredAt = triedAt;
            failing = false;
            pause = FIRST_PAUSE;
            renewedEvery.ifPresent(this::again);
        } else {
            if (!failing) {
                log.warn(
                        "The OpenID provider gives no answer ({}). Sign-in waits for it, all else goes on; "
                                + "it is asked again in the background. {}",
                        name,
                        why);
            }
            failing = true;
            again(pause);
            pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
        }
    }

    private void again(Duration after) {
        next.cancel(false);
        try {
            next = thread.schedule(
                    () -> {
                        ask(Duration.ZERO);
                    },
                    after.toMillis(),
                    TimeUnit.MILLISECONDS);
        } catch (RejectedExecutionException closed) {
            // The service is stopping.
        }
    }

    private ProviderAwayException away() {
        return new ProviderAwayException("The OpenID provider has not answered yet (" + name + ")");
    }
}
