package io.eseal.trust;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CancellationException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;

/** Asks several sources at the same time, so that one that does not answer takes no time away from the others. */
final class AtOnce {

    private static final int MOST = 24;

    private AtOnce() {}

    /**
     * Returns the answers, in the order of the questions. Each question limits its own time.
     *
     * @throws IllegalStateException when the thread is interrupted while it waits
     */
    static <T> List<T> all(Stream<? extends Callable<T>> questions) {
        List<? extends Callable<T>> asked = questions.toList();
        if (asked.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(asked.size(), MOST), AtOnce::thread);
        try {
            return threads.invokeAll(asked).stream().map(AtOnce::answer).toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while issuers of certificates were asked.", e);
        } finally {
            threads.shutdownNow();
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "eseal-trust-fetch");
        thread.setDaemon(true);
        return thread;
    }

    private static <T> T answer(Future<T> answered) {
        try {
            return answered.get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancellationException("interrupted");
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Error error) {
                throw error;
            }
            throw e.getCause() instanceof RuntimeException failure ? failure : new IllegalStateException(e.getCause());
        }
    }
}
