package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Makes every fault once, on the call that places an order, all at the same time. A person decides what remains in
 * doubt.
 */
class OrderFaultsIT extends StandardCluster {

    private static final Map<String, String> IDS = new LinkedHashMap<>();

    static Stream<Fault> faults() {
        return Stream.concat(
                Stream.of(
                        Faults.reset(),
                        Faults.swallow(),
                        Faults.lostAnswer(),
                        Faults.cutInStatusLine(),
                        Faults.cutInHeaders(),
                        Faults.cutInBody(),
                        Faults.truncate(),
                        Faults.shortLength(),
                        Faults.longLength(),
                        Faults.html(false),
                        Faults.html(true),
                        Faults.drip(Duration.ofSeconds(1)),
                        Faults.huge(1024 * 1024),
                        Faults.gzip(),
                        Faults.tooMany("1"),
                        Faults.number("-5"),
                        Faults.number("0"),
                        Faults.number("1.5"),
                        Faults.number("9223372036854775807"),
                        Faults.twice(),
                        Faults.deep()),
                IntStream.of(500, 502, 503, 504)
                        .boxed()
                        .flatMap(status ->
                                Stream.of(Faults.unavailable(status, false), Faults.unavailable(status, true))));
    }

    @BeforeAll
    static void order_all() {
        List<Fault> faults = faults().toList();
        OrderFaults plan = new OrderFaults();
        List<String> ids =
                faults.stream().map(fault -> people().request(People.seal())).toList();
        for (int i = 0; i < faults.size(); i++) {
            IDS.putIfAbsent(faults.get(i).name(), ids.get(i));
            plan.on(ids.get(i), faults.get(i));
        }
        shared().faults().plan(plan);
        // A 429 scatters what it holds back over half a minute.
        people().workUntilOrdered(ids, Duration.ofSeconds(60), shared().postgres()::passTime);
    }

    @ParameterizedTest
    @MethodSource("faults")
    void an_order_that_meets_a_fault_is_placed_once(Fault fault) {
        String id = IDS.get(fault.name());
        assertThat(cluster.certCentral().ordersOf(id)).hasSize(1);
        assertThat(cluster.faults().counts()).containsKey(fault.name());
        assertThat(cluster.faults().ordersSent(id)).as("times sent").isEqualTo(fault.effective() ? 1 : 2);
    }

    @Test
    void an_order_that_found_nobody_listening_is_sent_later_without_a_person() {
        String id = people.readyToOrder();
        Fault thenShut = new Fault("then connect refused", true, exchange -> {
            exchange.send(exchange.forward());
            cluster.faults().shut();
        });
        cluster.faults().plan(call -> call.is("GET", "/finance/balance") ? thenShut : Faults.none());
        people.order(id);
        await().atMost(SOON).until(() -> cluster.postgres().retriesBurnt(id) > 0);

        cluster.faults().plan(call -> Faults.none());
        cluster.faults().reopen();

        await().atMost(SOON).until(() -> people.state(id).equals("ORDERED"));
        assertThat(cluster.faults().ordersSent(id)).isEqualTo(1);
    }

    @Test
    void an_order_refused_for_too_many_calls_waits_and_is_sent_later_without_a_person() {
        String id = people.readyToOrder();
        cluster.faults().plan(new OrderFaults().on(id, Faults.tooMany()));
        people.order(id);
        await().atMost(SOON).until(() -> cluster.faults().ordersSent(id) == 1);
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(oracle.check(List.of(id)).lines())
                        .singleElement()
                        .satisfies(line -> assertThat(line.doing()).isEqualTo(Oracle.Doing.MOVING)));

        await().atMost(SOON).until(() -> {
            cluster.postgres().passTime(id);
            return people.state(id).equals("ORDERED");
        });
        assertThat(placed(id)).isEqualTo(1);
    }
}
