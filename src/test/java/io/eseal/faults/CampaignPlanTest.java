package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Checks that a campaign's plan can be drawn again from its seed, and that it leaves out no kind of fault. */
class CampaignPlanTest {

    private static final CampaignSize SIZE = new CampaignSize(1000, 50, 3, 8, 4711);

    private final CampaignPlan plan = CampaignPlan.of(SIZE);

    @Test
    void the_same_seed_draws_the_same_plan() {
        assertThat(texts(CampaignPlan.of(SIZE))).isEqualTo(texts(plan));
        assertThat(texts(CampaignPlan.of(new CampaignSize(1000, 50, 3, 8, 4712))))
                .isNotEqualTo(texts(plan));
        assertThat(reads(CampaignPlan.of(SIZE))).isEqualTo(reads(plan));
    }

    @Test
    void every_order_meets_a_fault_and_every_kind_of_fault_and_moment_occurs() {
        assertThat(plan.requests())
                .hasSize(1000)
                .allSatisfy(request -> assertThat(request.orderFaults()).isNotEmpty());
        assertThat(plan.requests().stream().flatMap(request -> request.moment().stream()))
                .contains(FaultMoment.values());
        assertThat(plan.requests().stream()
                        .flatMap(request -> request.orderFaults().stream())
                        .map(Fault::name))
                .contains(
                        "reset",
                        "swallow",
                        "lost answer",
                        "truncated",
                        "429",
                        "503",
                        "503, executed",
                        "slow",
                        "executed late");
    }

    @Test
    void as_many_nodes_are_killed_as_asked_for_and_a_fifth_more_at_chosen_moments() {
        assertThat(plan.count(FaultMoment.KILL_AT_RANDOM::equals)).isEqualTo(50);
        assertThat(plan.count(FaultMoment::killsAtAChosenMoment)).isEqualTo(10);
    }

    private static List<String> texts(CampaignPlan plan) {
        return plan.requests().stream().map(RequestPlan::toString).toList();
    }

    private static List<String> reads(CampaignPlan plan) {
        return IntStream.range(0, 200)
                .mapToObj(number -> plan.read("GET /order", number).name())
                .toList();
    }
}
