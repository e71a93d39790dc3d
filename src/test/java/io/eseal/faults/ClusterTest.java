package io.eseal.faults;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;

/**
 * Runs tests on a cluster that they share. After each test all faults are taken away, and the {@link Oracle} checks all
 * requests so far.
 */
abstract class ClusterTest {

    /** Long enough for a busy machine; nothing waits that long when all is well. */
    static final Duration SOON = Duration.ofSeconds(60);

    final Cluster cluster;
    final People people;
    final Oracle oracle;

    ClusterTest(Cluster cluster, People people) {
        this.cluster = cluster;
        this.people = people;
        this.oracle = new Oracle(cluster.postgres(), cluster.certCentral(), people::accepted, people::completed);
    }

    @AfterEach
    void each_request_has_one_order() {
        cluster.heal();
        Oracle.Report report = oracle.settled(Duration.ofSeconds(60));
        // One failure is enough: the tests after this one are asked about the others.
        people.forget(report.failing());
        report.mustHold();
    }

    /** Orders that CertCentral really has for the request. */
    int placed(String id) {
        return cluster.certCentral().ordersOf(id).size();
    }

    /**
     * Runs the work in so many threads at one moment; returns what each returned, or fails as the first that failed.
     */
    static <T> List<T> atOnce(int threads, IntFunction<T> work) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            CyclicBarrier start = new CyclicBarrier(threads);
            List<Future<T>> results = IntStream.range(0, threads)
                    .mapToObj(number -> pool.submit(() -> {
                        start.await();
                        return work.apply(number);
                    }))
                    .toList();
            List<T> answers = new ArrayList<>();
            for (Future<T> result : results) {
                answers.add(result.get());
            }
            return answers;
        } finally {
            pool.shutdownNow();
        }
    }
}
