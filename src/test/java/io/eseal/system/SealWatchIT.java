package io.eseal.system;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.fixtures.OrderBodies;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.security.RunAsSystem;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.camunda.bpm.engine.RuntimeService;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Seals in service are looked at by way of the stand-in's lists, OCSP and CRL. */
class SealWatchIT extends Scenario {

    private static TestApplication application;

    @BeforeAll
    static void start() {
        application = TestApplication.on(
                "jdbc:h2:mem:seal-watch",
                "sa",
                "",
                Map.of("eseal.watch.interval", "PT1S", "eseal.watch.pass-interval", "PT1S"));
    }

    @AfterAll
    static void stop() {
        application.close();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Test
    void a_seal_that_was_revoked_elsewhere_is_told_of_once_and_a_good_one_is_not() {
        String good = inService(OrderBodies.withCsr(newCsr()));
        String revoked = inService(OrderBodies.withCsr(newCsr()));
        certCentral().setStatus(order(revoked).orderId(), "revoked");

        JsonNode task = waitsIn(revoked, Elements.USER_ATTEND_TO_SEAL);
        assertThat(task.get("assignee").asText()).isEqualTo("requester");
        assertThat(complete("operator", task, Map.of("comment", "The order was revoked by its owner."))
                        .status())
                .isEqualTo(204);
        Instant then = Instant.now().plusSeconds(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(allLookedAtSince()).isAfter(then));

        assertThat(concerns(revoked)).singleElement().asString().contains("is revoked since");
        assertThat(tasks(revoked, Elements.USER_ATTEND_TO_SEAL)).isEmpty();
        assertThat(concerns(good)).isEmpty();
    }

    @Test
    void a_seal_whose_process_is_suspended_keeps_no_other_from_being_told_of_and_is_told_of_later() {
        String suspended = inService(OrderBodies.withCsr(newCsr()));
        String other = inService(OrderBodies.withCsr(newCsr()));
        suspend(suspended, true);
        certCentral().setStatus(order(suspended).orderId(), "revoked");
        certCentral().setStatus(order(other).orderId(), "revoked");

        waitsIn(other, Elements.USER_ATTEND_TO_SEAL);
        Instant then = Instant.now().plusSeconds(1);
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(allLookedAtSince()).isAfter(then));
        assertThat(concerns(suspended)).isEmpty();
        suspend(suspended, false);
        waitsIn(suspended, Elements.USER_ATTEND_TO_SEAL);
    }

    private static void suspend(String id, boolean suspended) {
        application.bean(RunAsSystem.class).call(() -> {
            RuntimeService runtime = application.bean(RuntimeService.class);
            String instance = runtime.createProcessInstanceQuery()
                    .processInstanceBusinessKey(id)
                    .singleResult()
                    .getId();
            if (suspended) {
                runtime.suspendProcessInstanceById(instance);
            } else {
                runtime.activateProcessInstanceById(instance);
            }
            return instance;
        });
    }

    @Test
    void a_reissue_in_CertCentral_is_told_by_the_sweep() {
        String id = inService(OrderBodies.withCsr(newCsr()));
        certCentral().setStatus(order(id).orderId(), "reissue_pending");

        waitsIn(id, Elements.USER_ATTEND_TO_SEAL);
        assertThat(concerns(id)).singleElement().asString().contains("asked CertCentral to reissue order");
    }

    private List<String> concerns(String id) {
        return StreamSupport.stream(detail(id).get("timeline").spliterator(), false)
                .filter(entry -> entry.get("event").asText().equals("seal_concern"))
                .map(entry -> entry.get("detail").asText())
                .toList();
    }

    private static Instant allLookedAtSince() {
        return application
                .bean(JdbcClient.class)
                .sql("select min(looked_at) as since from seal_watch")
                .query((row, number) -> row.getObject("since", OffsetDateTime.class))
                .single()
                .toInstant();
    }
}
