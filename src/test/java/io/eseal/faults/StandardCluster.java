package io.eseal.faults;

/** One node with {@link Settings#standard}, started once for all tests that do with it, because a start takes long. */
abstract class StandardCluster extends ClusterTest {

    private static Cluster shared;
    private static People sharedPeople;

    StandardCluster() {
        super(shared(), people());
    }

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
}
