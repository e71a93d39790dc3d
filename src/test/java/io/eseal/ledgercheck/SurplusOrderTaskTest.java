package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.mock;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.order.SurplusOrder;
import io.eseal.security.RunAsSystem;
import java.time.Clock;
import java.util.List;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class SurplusOrderTaskTest {

    private static ProcessEngine engine;

    private final RunAsSystem system = mock(RunAsSystem.class);
    private final SurplusOrderTask task = new SurplusOrderTask(engine.getTaskService(), system, Clock.systemUTC());

    SurplusOrderTaskTest() {
        doAnswer(call -> {
                    call.<Runnable>getArgument(0).run();
                    return null;
                })
                .when(system)
                .run(any());
    }

    @BeforeAll
    static void start() {
        engine = new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl("jdbc:h2:mem:surplus")
                .setProcessEngineName("surplus")
                .buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void clear() {
        waiting().forEach(open -> engine.getTaskService().deleteTask(open.getId(), true));
    }

    @Test
    void a_second_order_that_the_service_could_not_cancel_waits_for_operators_with_its_story() {
        task.on(new SurplusOrder(
                EsealId.of("ES-00000001"), OrderId.of(7), false, "CertCentral order 7 of ES-00000001 is issued."));

        assertThat(waiting()).singleElement().satisfies(open -> {
            assertThat(open.getName()).isEqualTo("Cancel surplus order 7");
            assertThat(open.getDescription()).contains("ES-00000001", "issued");
            assertThat(open.getDueDate()).isNotNull();
        });
    }

    @Test
    void one_that_is_canceled_is_nobodys_work() {
        task.on(new SurplusOrder(
                EsealId.of("ES-00000001"), OrderId.of(7), true, "CertCentral order 7 of ES-00000001 was canceled."));

        assertThat(waiting()).isEmpty();
    }

    private static List<Task> waiting() {
        return engine.getTaskService()
                .createTaskQuery()
                .taskCandidateGroup("operators")
                .list();
    }
}
