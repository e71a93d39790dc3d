package io.eseal.faults;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Says how large a campaign is, and the seed that it is drawn from.
 *
 * @param orders requests, each of which meets a fault
 * @param kills nodes killed at random moments; one more at a chosen moment for every five of them
 * @param concurrency requests that are driven at a time
 * @param seed the same one draws the same faults for the same requests; when threads run cannot be drawn
 */
record CampaignSize(int orders, int kills, int nodes, int concurrency, long seed) {

    CampaignSize {
        if (nodes < 2 || kills < 0 || concurrency < 1 || orders < 2 * kills + 3) {
            throw new IllegalArgumentException("a campaign needs two nodes and two orders a kill: " + orders
                    + " orders, " + kills + " kills, " + nodes + " nodes");
        }
    }

    /**
     * Returns the size that the system properties {@code chaos.orders}, {@code .kills}, {@code .nodes},
     * {@code .concurrency} and {@code .seed} give.
     */
    static CampaignSize asked(int orders, int kills, int nodes, int concurrency) {
        return new CampaignSize(
                Integer.getInteger("chaos.orders", orders),
                Integer.getInteger("chaos.kills", kills),
                Integer.getInteger("chaos.nodes", nodes),
                Integer.getInteger("chaos.concurrency", concurrency),
                Long.getLong("chaos.seed", ThreadLocalRandom.current().nextLong(1_000_000_000L)));
    }

    CampaignSize withOrders(int fewer, int fewerKills) {
        return new CampaignSize(fewer, fewerKills, nodes, concurrency, seed);
    }

    /** Returns the command that runs the same campaign again. */
    String command() {
        return "mvn verify -Pchaos -Dchaos.orders=%d -Dchaos.kills=%d -Dchaos.nodes=%d -Dchaos.concurrency=%d -Dchaos.seed=%d"
                .formatted(orders, kills, nodes, concurrency, seed);
    }
}
