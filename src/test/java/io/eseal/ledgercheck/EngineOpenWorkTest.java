package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.security.RunAsSystem;
import io.eseal.task.Tasks;
import java.util.function.Function;
import java.util.function.Supplier;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.bpm.model.bpmn.builder.AbstractFlowNodeBuilder;
import org.camunda.bpm.model.bpmn.builder.StartEventBuilder;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EngineOpenWorkTest {

    private static final EsealId ID = EsealId.of("ES-0000000A");
    private static final EsealId OTHER = EsealId.of("ES-0000000B");
    private static ProcessEngine engine;

    private final RunAsSystem system = mock(RunAsSystem.class);
    private final EngineOpenWork openWork =
            new EngineOpenWork(engine.getRuntimeService(), engine.getTaskService(), Tasks.catalogue(), system);

    EngineOpenWorkTest() {
        when(system.call(any()))
                .thenAnswer(call -> call.<Supplier<?>>getArgument(0).get());
    }

    @BeforeAll
    static void start() {
        engine = new StandaloneInMemProcessEngineConfiguration()
                .setJdbcUrl("jdbc:h2:mem:open-work")
                .setProcessEngineName("open-work")
                .buildProcessEngine();
    }

    @AfterAll
    static void stop() {
        engine.close();
    }

    @AfterEach
    void clear() {
        engine.getRepositoryService()
                .createDeploymentQuery()
                .list()
                .forEach(deployment -> engine.getRepositoryService().deleteDeployment(deployment.getId(), true));
    }

    @ParameterizedTest
    @ValueSource(strings = {Elements.USER_RESOLVE_ORDER_IN_DOUBT, Elements.USER_CANCEL_IN_CERTCENTRAL})
    void a_task_about_the_doubt_is_seen(String task) {
        waitsIn(start -> start.userTask(task));

        assertThat(openWork.doubtIsSeen(ID)).isTrue();
        assertThat(openWork.doubtIsSeen(OTHER)).isFalse();
    }

    @Test
    void a_task_about_something_else_is_not() {
        waitsIn(start -> start.userTask(Elements.USER_ENTER_CSR_IN_CERTCENTRAL));

        assertThat(openWork.doubtIsSeen(ID)).isFalse();
        assertThat(openWork.revocationIsUnderWay(ID)).isFalse();
    }

    @Test
    void an_incident_is_seen() {
        ProcessInstance instance = waitsIn(start -> start.userTask(Elements.SERVICE_PLACE_ORDER));
        engine.getRuntimeService().createIncident("failedJob", instance.getId(), "job");

        assertThat(openWork.doubtIsSeen(ID)).isTrue();
        assertThat(openWork.revocationIsUnderWay(ID)).isTrue();
        assertThat(openWork.doubtIsSeen(OTHER)).isFalse();
    }

    @Test
    void a_revocation_in_the_console_or_one_that_waits_for_news_is_under_way() {
        waitsIn(start -> start.userTask(Elements.USER_REVOKE_IN_CERTCENTRAL));
        assertThat(openWork.revocationIsUnderWay(ID)).isTrue();
        clear();

        waitsIn(start -> start.intermediateCatchEvent().message("order-status-changed"));
        assertThat(openWork.revocationIsUnderWay(ID)).isTrue();
        assertThat(openWork.revocationIsUnderWay(OTHER)).isFalse();
        assertThat(openWork.doubtIsSeen(ID)).isFalse();
    }

    @Test
    void a_revocation_that_others_cannot_see_yet_is_under_way() {
        waitsIn(start ->
                start.intermediateCatchEvent(Elements.EVENT_PUBLICATION_POLL).timerWithDuration("PT15M"));

        assertThat(openWork.revocationIsUnderWay(ID)).isTrue();
        assertThat(openWork.revocationIsUnderWay(OTHER)).isFalse();
    }

    @Test
    void a_seal_in_service_that_waits_to_be_revoked_is_not_being_revoked() {
        waitsIn(start -> start.intermediateCatchEvent().message("revocation-requested"));

        assertThat(openWork.revocationIsUnderWay(ID)).isFalse();
    }

    private static ProcessInstance waitsIn(Function<StartEventBuilder, AbstractFlowNodeBuilder<?, ?>> element) {
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "p.bpmn",
                        element.apply(Bpmn.createExecutableProcess("p")
                                        .camundaHistoryTimeToLive(1)
                                        .startEvent())
                                .endEvent()
                                .done())
                .deploy();
        return engine.getRuntimeService().startProcessInstanceByKey("p", ID.value());
    }
}
