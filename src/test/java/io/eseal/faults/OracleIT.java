package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.faults.Oracle.Doing;
import io.eseal.faults.Oracle.Line;
import io.eseal.faults.Oracle.Report;
import io.eseal.faults.Oracle.Wrong;
import io.eseal.simulator.SimulatorServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * Checks that the {@link Oracle} can fail: makes each wrong state that it must find, by changes that the service does
 * not see.
 */
class OracleIT extends StandardCluster {

    @Test
    void what_is_in_order_is_called_so() {
        String waiting = people.readyToOrder();
        String ordered = ordered();

        assertThat(line(waiting))
                .satisfies(line -> assertThat(line.wrong()).isEmpty())
                .extracting(Line::doing)
                .isEqualTo(Doing.PERSON);
        assertThat(line(ordered))
                .satisfies(line -> assertThat(line.wrong()).isEmpty())
                .extracting(Line::doing)
                .isEqualTo(Doing.WAITING);
    }

    @Test
    void a_second_order_is_found() throws Exception {
        String id = ordered();
        long second = placeBehindItsBack(id);

        assertThat(line(id).wrong()).contains(Wrong.DUPLICATE, Wrong.NOT_KNOWN_HERE);

        cluster.certCentral().setStatus(second, "canceled");
        assertThat(line(id).wrong()).doesNotContain(Wrong.DUPLICATE);
        people.forget(List.of(id));
    }

    @Test
    void an_order_of_no_request_is_found() throws Exception {
        long order = placeBehindItsBack("somebody else's");

        assertThat(oracle.check(Set.of()).wrong()).containsOnlyKeys(Wrong.OF_NO_REQUEST);

        cluster.certCentral().setStatus(order, "canceled");
    }

    @Test
    void an_order_that_the_ledger_forgot_is_found() {
        assertThat(tampered("delete from " + DatabaseWrite.LEDGER + " where eseal_id = :id")
                        .wrong())
                .containsExactly(Wrong.NOT_KNOWN_HERE);
    }

    @Test
    void an_order_that_the_register_forgot_is_found() {
        assertThat(tampered("update eseal set order_id = null where id = :id").wrong())
                .containsExactly(Wrong.NOT_KNOWN_HERE);
    }

    @Test
    void an_order_that_only_this_service_believes_in_is_found() {
        assertThat(tampered("update eseal set order_id = -1 where id = :id").wrong())
                .containsExactly(Wrong.NOT_KNOWN_THERE);
    }

    @Test
    void an_instance_that_nothing_will_wake_is_found() {
        Line line = tampered("""
                with waiting as (select proc_inst_id_ from act_ru_execution where business_key_ = :id),
                     timers as (delete from act_ru_job where process_instance_id_ in (select * from waiting) and not exists (
                         select 1 from act_ru_jobdef d where d.id_ = job_def_id_ and d.act_id_ like 'boundary%'))
                delete from act_ru_event_subscr where proc_inst_id_ in (select * from waiting) and activity_id_ not like 'boundary%'""");
        assertThat(line.wrong()).containsExactly(Wrong.STUCK);
    }

    @Test
    void a_request_that_is_gone_is_found() {
        assertThat(oracle.check(Set.of("ES-G0NE0000")).wrong()).containsOnlyKeys(Wrong.LOST);
    }

    @Test
    void a_task_that_is_open_although_it_was_done_is_found() {
        String id = people.readyToOrder();
        String task = people.tasks(id).get(0).get("id").asText();

        Report report =
                new Oracle(cluster.postgres(), cluster.certCentral(), Set::of, () -> Set.of(task)).check(Set.of(id));

        assertThat(report.wrong()).containsOnlyKeys(Wrong.UNDONE);
    }

    private String ordered() {
        String id = people.readyToOrder();
        people.order(id);
        await().atMost(SOON).until(() -> line(id).doing() == Doing.WAITING);
        return id;
    }

    private Line tampered(String sql) {
        String id = ordered();
        people.forget(List.of(id));
        assertThat(cluster.postgres().sql().sql(sql).param("id", id).update()).isPositive();
        return line(id);
    }

    private Line line(String id) {
        return oracle.check(Set.of(id)).lines().get(0);
    }

    private long placeBehindItsBack(String reference) throws IOException, InterruptedException {
        String body = People.seal().put("alternative_order_id", reference).toString();
        return new ObjectMapper()
                .readTree(HttpClient.newHttpClient()
                        .send(
                                HttpRequest.newBuilder(URI.create(
                                                cluster.certCentral().baseUrl() + "/order/certificate/eu_eseal"))
                                        .header("X-DC-DEVKEY", SimulatorServer.API_KEY)
                                        .header("Content-Type", "application/json")
                                        .POST(BodyPublishers.ofString(body))
                                        .build(),
                                BodyHandlers.ofString())
                        .body())
                .get("id")
                .asLong();
    }
}
