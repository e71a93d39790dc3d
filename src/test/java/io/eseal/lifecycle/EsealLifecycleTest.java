package io.eseal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealLifecycle.Errors;
import io.eseal.lifecycle.EsealLifecycle.Messages;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.camunda.bpm.model.bpmn.instance.BusinessRuleTask;
import org.camunda.bpm.model.bpmn.instance.Error;
import org.camunda.bpm.model.bpmn.instance.ErrorEventDefinition;
import org.camunda.bpm.model.bpmn.instance.FlowNode;
import org.camunda.bpm.model.bpmn.instance.Message;
import org.camunda.bpm.model.bpmn.instance.MessageEventDefinition;
import org.camunda.bpm.model.bpmn.instance.Process;
import org.camunda.bpm.model.bpmn.instance.ServiceTask;
import org.camunda.bpm.model.bpmn.instance.UserTask;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.Decision;
import org.junit.jupiter.api.Test;

/** The constants and the model name the same things. */
class EsealLifecycleTest {

    private static final Map<String, List<String>> PREFIXES = Map.ofEntries(
            Map.entry("startEvent", List.of("start_")),
            Map.entry("endEvent", List.of("end_")),
            Map.entry("boundaryEvent", List.of("boundary_")),
            Map.entry("intermediateCatchEvent", List.of("event_")),
            Map.entry("intermediateThrowEvent", List.of("event_")),
            Map.entry("userTask", List.of("user_")),
            Map.entry("serviceTask", List.of("service_")),
            Map.entry("businessRuleTask", List.of("rule_")),
            Map.entry("subProcess", List.of("sub_")),
            Map.entry("exclusiveGateway", List.of("xor_", "join_")),
            Map.entry("eventBasedGateway", List.of("evt_")));

    @Test
    void every_element_constant_is_an_element_of_the_model_and_is_named_like_it() {
        Map<String, String> elements = Model.constants(Elements.class);

        assertThat(elements.values())
                .doesNotHaveDuplicates()
                .isSubsetOf(Model.nodes().stream().map(FlowNode::getId).toList());
        assertThat(elements)
                .allSatisfy(
                        (name, id) -> assertThat(id.toUpperCase(Locale.ROOT)).isEqualTo(name));
    }

    @Test
    void every_element_of_the_model_has_the_prefix_of_its_type() {
        assertThat(Model.nodes()).isNotEmpty().allSatisfy(node -> {
            assertThat(PREFIXES).containsKey(node.getElementType().getTypeName());
            assertThat(PREFIXES.get(node.getElementType().getTypeName())).anyMatch(node.getId()::startsWith);
        });
    }

    @Test
    void every_task_of_the_model_has_a_constant() {
        assertThat(Model.constants(Elements.class).values())
                .containsAll(Model.idsOf(UserTask.class))
                .containsAll(Model.idsOf(ServiceTask.class))
                .containsAll(Model.idsOf(BusinessRuleTask.class));
    }

    @Test
    void the_process_and_its_policy_have_the_keys_that_the_code_uses() {
        assertThat(Model.BPMN.getModelElementsByType(Process.class))
                .extracting(Process::getId)
                .containsExactly(EsealLifecycle.PROCESS);
        assertThat(Model.BPMN.getModelElementsByType(BusinessRuleTask.class))
                .extracting(BusinessRuleTask::getCamundaDecisionRef)
                .containsExactly(EsealLifecycle.APPROVAL_POLICY);
        assertThat(Dmn.readModelFromStream(getClass().getResourceAsStream("/bpmn/approval-policy.dmn"))
                        .getModelElementsByType(Decision.class))
                .extracting(Decision::getId)
                .containsExactly(EsealLifecycle.APPROVAL_POLICY);
    }

    @Test
    void the_model_waits_for_the_messages_that_the_code_sends() {
        assertThat(Model.BPMN.getModelElementsByType(MessageEventDefinition.class).stream()
                        .map(event -> event.getMessage().getName())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Model.constants(Messages.class).values());
        assertThat(Model.BPMN.getModelElementsByType(Message.class))
                .extracting(Message::getName)
                .containsExactlyInAnyOrderElementsOf(
                        Model.constants(Messages.class).values());
    }

    @Test
    void the_model_catches_the_errors_that_the_code_raises() {
        assertThat(Model.BPMN.getModelElementsByType(ErrorEventDefinition.class).stream()
                        .map(event -> event.getError().getErrorCode())
                        .collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(
                        Model.constants(Errors.class).values());
        assertThat(Model.BPMN.getModelElementsByType(Error.class))
                .extracting(Error::getErrorCode)
                .containsExactlyInAnyOrderElementsOf(
                        Model.constants(Errors.class).values());
    }

    @Test
    void what_costs_money_or_cannot_be_undone_stands_behind_a_save_point() {
        assertThat(Model.BPMN.getModelElementsByType(ServiceTask.class).stream()
                        .filter(ServiceTask::isCamundaAsyncBefore)
                        .map(ServiceTask::getId))
                .contains(
                        Elements.SERVICE_VALIDATE_REQUEST,
                        Elements.SERVICE_CHECK_FUNDS,
                        Elements.SERVICE_PLACE_ORDER,
                        Elements.SERVICE_UPDATE_CSR,
                        Elements.SERVICE_CANCEL_ORDER,
                        Elements.SERVICE_FETCH_CERTIFICATE,
                        Elements.SERVICE_REVOKE_CERTIFICATE,
                        Elements.SERVICE_CONFIRM_REVOCATION,
                        Elements.SERVICE_START_RENEWAL);
        assertThat(Model.BPMN.getModelElementsByType(ServiceTask.class).stream()
                        .filter(ServiceTask::isCamundaAsyncAfter)
                        .map(ServiceTask::getId))
                .containsExactlyInAnyOrder(Elements.SERVICE_PLACE_ORDER, Elements.SERVICE_RECONCILE_ORDER);
    }

    @Test
    void no_two_variables_share_a_name() {
        assertThat(Model.constants(Variables.class).values()).doesNotHaveDuplicates();
    }
}
