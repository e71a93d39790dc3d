package io.eseal.carddata;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.TextNode;
import io.eseal.fixtures.Keys;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.cfg.StandaloneInMemProcessEngineConfiguration;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.camunda.spin.plugin.impl.SpinProcessEnginePlugin;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** No way into the engine takes a card. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CardDataGuardTest {

    private static final String CARD = "4111111111111111";

    private ProcessEngine engine;
    private TaskService tasks;
    private Task task;

    @BeforeAll
    void an_engine_with_the_guard() {
        var configuration = new StandaloneInMemProcessEngineConfiguration();
        configuration.setProcessEngineName("card-data-guard");
        configuration.setJdbcUrl("jdbc:h2:mem:card-data-guard;DB_CLOSE_DELAY=-1");
        configuration.setHistory("full");
        configuration.setMetricsEnabled(false);
        configuration.setEnableCmdExceptionLogging(false);
        configuration.setProcessEnginePlugins(List.of(new SpinProcessEnginePlugin(), new CardDataGuardPlugin()));
        engine = configuration.buildProcessEngine();
        tasks = engine.getTaskService();
        engine.getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "p.bpmn",
                        Bpmn.createExecutableProcess("p")
                                .camundaHistoryTimeToLive(1)
                                .startEvent()
                                .userTask("work")
                                .endEvent()
                                .done())
                .deploy();
    }

    @AfterAll
    void close() {
        engine.close();
    }

    @BeforeEach
    void a_task_that_waits() {
        var instance = engine.getRuntimeService().startProcessInstanceByKey("p", "ES-1");
        task = tasks.createTaskQuery().processInstanceId(instance.getId()).singleResult();
    }

    static Stream<Arguments> waysIn() {
        byte[] utf16 = CARD.getBytes(StandardCharsets.UTF_16LE);
        return Stream.of(
                way(
                        "a variable of the start",
                        "note",
                        test -> test.engine.getRuntimeService().startProcessInstanceByKey("p", Map.of("note", CARD))),
                way(
                        "a business key",
                        "businessKey",
                        test -> test.engine.getRuntimeService().startProcessInstanceByKey("p", CARD)),
                way(
                        "a variable of a completion",
                        "note",
                        test -> test.tasks.complete(test.task.getId(), Map.of("note", CARD))),
                way(
                        "a form",
                        "note",
                        test -> test.engine.getFormService().submitTaskForm(test.task.getId(), Map.of("note", CARD))),
                way(
                        "a transient variable of a form",
                        "note",
                        test -> test.engine
                                .getFormService()
                                .submitTaskForm(
                                        test.task.getId(),
                                        Variables.putValueTyped("note", Variables.stringValue(CARD, true)))),
                way(
                        "a variable of an instance",
                        "note",
                        test -> test.engine
                                .getRuntimeService()
                                .setVariable(test.task.getProcessInstanceId(), "note", CARD)),
                way(
                        "a variable of a task",
                        "note",
                        test -> test.tasks.setVariableLocal(test.task.getId(), "note", CARD)),
                way("a number", "note", test -> test.tasks.setVariable(test.task.getId(), "note", Long.valueOf(CARD))),
                way(
                        "a number with a fraction",
                        "note",
                        test -> test.tasks.setVariable(test.task.getId(), "note", Double.valueOf(CARD))),
                way(
                        "JSON",
                        "request.organization.contacts[1].job_title",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "request",
                                SpinValues.jsonValue(
                                                "{\"organization\": {\"contacts\": [{}, {\"job_title\": \"4111-1111-1111-1111\"}]}}")
                                        .create())),
                way(
                        "escaped JSON",
                        "note[0]",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "note",
                                SpinValues.jsonValue(" [\"\\u0034111 1111 1111 1111\"]")
                                        .create())),
                way(
                        "a file",
                        "note",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "note",
                                Variables.fileValue("x.txt")
                                        .file(CARD.getBytes(StandardCharsets.UTF_8))
                                        .create())),
                way(
                        "a file in UTF-16",
                        "note",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "note",
                                Variables.fileValue("x.txt").file(utf16).create())),
                way(
                        "bytes",
                        "note",
                        test -> test.tasks.setVariable(
                                test.task.getId(), "note", CARD.getBytes(StandardCharsets.UTF_8))),
                way("a variable's name", "cvv", test -> test.tasks.setVariable(test.task.getId(), "cvv", "123")),
                way(
                        "a name spelt another way",
                        "Card-CVV",
                        test -> test.tasks.setVariable(test.task.getId(), "Card-CVV", "123")),
                way("a card in parts", "note", test -> test.json("{\"card\": {\"code\": 123}}")),
                way("a CVV of a card", "note", test -> test.json("{\"payment\": [{\"card_cvv\": \"123\"}]}")),
                way("a security code", "note", test -> test.json("{\"Security Code\": 123}")),
                way("an escaped name", "note", test -> test.json("{\"\\u0070an\": 1}")),
                way(
                        "a card in a text that is no JSON",
                        "note",
                        test -> test.tasks.setVariable(test.task.getId(), "note", "see \"security_code\" : 123")),
                way(
                        "a comment",
                        "message",
                        test -> test.tasks.createComment(test.task.getId(), null, "pay with 4111 1111 1111 1111")),
                way(
                        "an instance's comment",
                        "message",
                        test -> test.tasks.createComment(null, test.task.getProcessInstanceId(), CARD)),
                way(
                        "a changed comment",
                        "message",
                        test -> test.tasks.updateTaskComment(
                                test.task.getId(),
                                test.tasks
                                        .createComment(test.task.getId(), null, "ok")
                                        .getId(),
                                CARD)),
                way(
                        "an attachment's name",
                        "attachmentName",
                        test -> test.tasks.createAttachment(
                                "url", test.task.getId(), null, CARD, "", "https://example.org")),
                way(
                        "an attachment's description",
                        "attachmentDescription",
                        test -> test.tasks.createAttachment(
                                "url", test.task.getId(), null, "x", CARD, "https://example.org")),
                way(
                        "an attachment's address",
                        "url",
                        test -> test.tasks.createAttachment(
                                "url", test.task.getId(), null, "x", "", "https://example.org/" + CARD)),
                way(
                        "an attached file",
                        "content",
                        test -> test.tasks.createAttachment(
                                "text/plain", test.task.getId(), null, "x", "", new ByteArrayInputStream(new byte[] {1
                                }))),
                way("a task's name", "name", test -> test.saved(changed -> changed.setName("Pay with " + CARD))),
                way("a task's description", "description", test -> test.saved(changed -> changed.setDescription(CARD))),
                way("an owner", "userId", test -> test.tasks.setOwner(test.task.getId(), CARD)),
                way("an assignee", "userId", test -> test.tasks.setAssignee(test.task.getId(), CARD)),
                way("a candidate", "userId", test -> test.tasks.addCandidateUser(test.task.getId(), CARD)),
                way(
                        "the reason of a deletion",
                        "deleteReason",
                        test -> test.engine
                                .getRuntimeService()
                                .deleteProcessInstance(test.task.getProcessInstanceId(), CARD)),
                way(
                        "an annotation of the operation log",
                        "annotation",
                        test -> test.engine.getHistoryService().setAnnotationForOperationLogById("any", CARD)),
                way(
                        "an annotation of an incident",
                        "annotation",
                        test -> test.engine.getRuntimeService().setAnnotationForIncidentById("any", CARD)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysIn")
    void a_card_is_refused_and_the_field_is_named_but_never_its_value(
            String name, String field, Consumer<CardDataGuardTest> way) {
        assertThatThrownBy(() -> way.accept(this))
                .isInstanceOfSatisfying(
                        BadUserRequestException.class,
                        refused -> assertThat(refused.getMessage())
                                .startsWith("The field " + field)
                                .containsIgnoringCase("card data")
                                .doesNotContain("1111"));
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count())
                .as("the task stays")
                .isEqualTo(1);
    }

    static Stream<Arguments> waysInForAKey() {
        String pem = Keys.pem("PRIVATE KEY", Keys.ec().getPrivate().getEncoded());
        byte[] der = Keys.ec().getPrivate().getEncoded();
        String base64 = Base64.getEncoder().encodeToString(der);
        return Stream.of(
                way(
                        "a variable of the start",
                        "note",
                        test -> test.engine.getRuntimeService().startProcessInstanceByKey("p", Map.of("note", pem))),
                way(
                        "a variable of a completion",
                        "note",
                        test -> test.tasks.complete(test.task.getId(), Map.of("note", base64))),
                way(
                        "a form",
                        "note",
                        test -> test.engine
                                .getFormService()
                                .submitTaskForm(test.task.getId(), Map.of("note", pem.replace("\n", " ")))),
                way(
                        "JSON",
                        "request",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "request",
                                SpinValues.jsonValue(new TextNode(pem).toString())
                                        .create())),
                way(
                        "a file",
                        "note",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "note",
                                Variables.fileValue("x.der").file(der).create())),
                way(
                        "a file in UTF-16",
                        "note",
                        test -> test.tasks.setVariable(
                                test.task.getId(),
                                "note",
                                Variables.fileValue("x.txt")
                                        .file(pem.getBytes(StandardCharsets.UTF_16))
                                        .create())),
                way(
                        "bytes",
                        "note",
                        test -> test.tasks.setVariable(
                                test.task.getId(), "note", base64.getBytes(StandardCharsets.UTF_8))),
                way("a variable's name", "?", test -> test.tasks.setVariable(test.task.getId(), base64, "x")),
                way("a comment", "message", test -> test.tasks.createComment(test.task.getId(), null, pem)),
                way(
                        "an attachment's description",
                        "attachmentDescription",
                        test -> test.tasks.createAttachment(
                                "url", test.task.getId(), null, "x", pem, "https://example.org")),
                way("a task's description", "description", test -> test.saved(changed -> changed.setDescription(pem))),
                way(
                        "the reason of a deletion",
                        "deleteReason",
                        test -> test.engine
                                .getRuntimeService()
                                .deleteProcessInstance(test.task.getProcessInstanceId(), pem)),
                way(
                        "an annotation of an incident",
                        "annotation",
                        test -> test.engine.getRuntimeService().setAnnotationForIncidentById("any", pem)));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("waysInForAKey")
    void a_private_key_is_refused_before_the_engine_writes_any_of_it(
            String name, String field, Consumer<CardDataGuardTest> way) {
        long details = engine.getHistoryService().createHistoricDetailQuery().count();
        assertThatThrownBy(() -> way.accept(this))
                .isInstanceOfSatisfying(
                        BadUserRequestException.class,
                        refused -> assertThat(refused.getMessage())
                                .startsWith("The field " + field)
                                .contains("private key", "Nothing of it was kept")
                                .doesNotContain("MEE", "MIG"));
        assertThat(engine.getHistoryService().createHistoricDetailQuery().count())
                .isEqualTo(details);
        assertThat(tasks.createTaskQuery().taskId(task.getId()).count())
                .as("the task stays")
                .isEqualTo(1);
    }

    @Test
    void json_of_more_levels_than_anybody_needs_is_refused() {
        assertThatThrownBy(() -> json("[".repeat(900) + "]".repeat(900)))
                .isInstanceOf(BadUserRequestException.class)
                .hasMessageContaining("64 levels");
    }

    @Test
    void numbers_of_a_certificate_that_is_assessed_may_look_like_a_card_s_and_nothing_else_may() {
        var assessment = SpinValues.jsonValue(
                        "{\"comparison\":[{\"what\":\"Serial number\",\"came\":\"" + CARD + "\"}]}")
                .create();

        assertThatThrownBy(() -> tasks.setVariable(task.getId(), "assessment", assessment))
                .as("for the whole request")
                .isInstanceOf(BadUserRequestException.class);
        assertThatThrownBy(() -> tasks.setVariableLocal(task.getId(), "note", assessment))
                .isInstanceOf(BadUserRequestException.class);

        tasks.setVariableLocal(task.getId(), "assessment", assessment);

        assertThat(tasks.getVariableLocal(task.getId(), "assessment").toString())
                .contains(CARD);
    }

    @Test
    void what_the_process_itself_writes_passes() {
        tasks.setVariable(task.getId(), "orderId", 123456789L);
        tasks.setVariable(
                task.getId(),
                "request",
                SpinValues.jsonValue(
                                "{\"organization\": {\"id\": 2042709, \"telephone\": \"+49 30 1234 5678 2\"}, \"credit_card\": null, "
                                        + "\"security-code\": null, \"payment_method\": \"card\", \"company\": 1}")
                        .create());
        tasks.createComment(task.getId(), null, "Order 123456789, serial 0A4111111111111112FF, call +32 9 123 45 67");
        tasks.complete(task.getId(), Map.of("note", task.getId()));

        assertThat(tasks.createTaskQuery().taskId(task.getId()).count()).isZero();
    }

    private void json(String value) {
        tasks.setVariable(task.getId(), "note", SpinValues.jsonValue(value).create());
    }

    private void saved(Consumer<Task> change) {
        change.accept(task);
        tasks.saveTask(task);
    }

    private static Arguments way(String name, String field, Consumer<CardDataGuardTest> way) {
        return Arguments.of(name, field, way);
    }
}
