package io.eseal.faults;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Every fault once, on the call that places an order; all at the same time. What remains in doubt, a person decides. */
class OrderFaultsIT extends StandardCluster {

    private static final Map<String, String> IDS = new LinkedHashMap<>();

    static Stream<Fault> faults() {
        return Stream.concat(
                Stream.of(Faults.reset(), Faults.swallow(), Faults.lostAnswer(), Faults.cutInStatusLine(), Faults.cutInHeaders(), Faults.cutInBody(),
                        Faults.truncate(), Faults.shortLength(), Faults.longLength(), Faults.html(false), Faults.html(true),
                        Faults.drip(Duration.ofSeconds(1)), Faults.huge(1024 * 1024), Faults.gzip(), Faults.tooMany("1")),
                IntStream.of(500, 502, 503, 504).boxed().flatMap(status -> Stream.of(Faults.unavailable(status, false), Faults.unavailable(status, true))));
    }

    @BeforeAll
    static void orderAll() {
        List<Fault> faults = faults().toList();
        OrderFaults plan = new OrderFaults();
        List<String> ids = faults.stream().map(fault -> people().request(People.seal())).toList();
        for (int i = 0; i < faults.size(); i++) {
            IDS.putIfAbsent(faults.get(i).name(), ids.get(i));
            plan.on(ids.get(i), faults.get(i));
        }
        shared().faults().plan(plan);
        people().workUntilOrdered(ids, Duration.ofSeconds(60));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void anOrderThatMeetsAFaultIsPlacedOnce(Fault fault) {
        String id = IDS.get(fault.name());
        assertThat(cluster.certCentral().ordersOf(id)).hasSize(1);
        assertThat(cluster.faults().counts()).containsKey(fault.name());
        assertThat(cluster.faults().ordersSent(id)).as("times sent").isEqualTo(fault.effective() ? 1 : 2);
    }
}
