package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a campaign of faults, short by default; {@code mvn verify -Pchaos} makes it long. Its log begins and ends with
 * how to run the same campaign again; its table is in {@code target/chaos/report.txt}.
 */
class ChaosCampaignIT {

    private static final Logger log = LoggerFactory.getLogger(ChaosCampaignIT.class);
    private static final CampaignSize SIZE = CampaignSize.asked(40, 2, 2, 8);

    @Test
    void whatever_breaks_each_request_has_one_order_that_is_known_here() {
        log.warn("replay: {}", SIZE.command());
        try (Campaign campaign = new Campaign(CampaignPlan.of(SIZE), Campaign.settings())) {
            campaign.order();
            CampaignReport report = campaign.report(campaign.settle(Duration.ofMinutes(3)));
            report.write();
            System.out.println(report);

            assertThat(report.truth().wrong())
                    .as(() -> report.truth() + campaign.logs())
                    .isEmpty();
            assertThat(report.truth().lines()).hasSize(SIZE.orders());
            assertThat(report.truth().lines())
                    .filteredOn(line -> !line.orderedOnce())
                    .as(() -> "not ordered once: " + campaign.stories(report.truth()))
                    .isEmpty();
        }
    }

    @Test
    void what_CertCentral_hides_for_longer_than_the_horizon_is_canceled_while_pending_and_told() {
        CampaignSize size = SIZE.withOrders(Integer.getInteger("chaos.hidden", 6), 0);
        try (Campaign campaign = new Campaign(CampaignPlan.ofHidden(size), Campaign.settings())) {
            campaign.order();
            CampaignReport report = campaign.report(campaign.settle(Duration.ofMinutes(3)));
            report.write("hidden.txt");
            System.out.println(report);

            assertThat(report.truth().wrong())
                    .as(() -> report.truth() + campaign.logs())
                    .isEmpty();
            assertThat(report.truth().lines())
                    .filteredOn(line -> !line.orderedOnce())
                    .as(() -> "not ordered once: " + campaign.stories(report.truth()))
                    .isEmpty();
            assertThat(report.truth().lines())
                    .filteredOn(line -> line.surplus().size() == 1)
                    .as("hidden, ordered again, canceled")
                    .isNotEmpty();
        }
    }

    @Test
    void without_the_compare_and_set_the_same_faults_lead_to_second_orders() {
        NodeSettings unguarded = Campaign.settings()
                .withClassesFirst(
                        UnguardedApplication.classes(NodeCommand.logs().resolve("unguarded")));
        try (Campaign campaign = new Campaign(CampaignPlan.ofRepetitions(SIZE.withOrders(8, 0)), unguarded)) {
            campaign.order();
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(campaign.look().wrong()).containsKey(Oracle.Wrong.DUPLICATE));
            System.out.println(campaign.report(campaign.look()));
        }
    }
}
