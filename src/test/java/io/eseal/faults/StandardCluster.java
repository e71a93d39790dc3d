package io.eseal.faults;

/**
 * Shares one node with {@link NodeSettings#standard} among all tests that need no other, because a start takes long.
 */
abstract class StandardCluster extends ClusterTest {

    private static Cluster shared;
    private static People sharedPeople;

    StandardCluster() {
        super(shared(), people());
    }

    static synchronized Cluster shared() {
        if (shared == null) {
            shared = Cluster.of(1, NodeSettings.standard());
            sharedPeople = new People(shared);
            Runtime.getRuntime().addShutdownHook(new Thread(shared::close));
        }
        return shared;
    }

    static People people() {
        shared();
        return sharedPeople;
    }
}
