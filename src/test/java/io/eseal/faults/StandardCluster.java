package io.eseal.faults;

import org.junit.jupiter.api.AfterEach;

import java.time.Duration;

/**
 * Tests on one node with {@link Settings#standard}, which is started once for all of them because a start takes long. After
 * each test everything is healed and the oracle is asked about all requests so far.
 */
abstract class StandardCluster {

    private static Cluster shared;
    private static People sharedPeople;

    final Cluster cluster = shared();
    final People people = sharedPeople;
    final Oracle oracle = new Oracle(cluster.postgres(), cluster.certCentral(), people::accepted);

    static synchronized Cluster shared() {
        if (shared == null) {
            shared = Cluster.of(1, Settings.standard());
            sharedPeople = new People(shared);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static People people() {
        shared();
        return sharedPeople;
    }

    @AfterEach
    void eachRequestHasOneOrder() {
        cluster.heal();
        // Only what is new or was not settled before can fail here; one look takes milliseconds.
        oracle.mustHold(Duration.ofSeconds(45));
    }
}
