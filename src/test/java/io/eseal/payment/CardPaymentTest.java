package io.eseal.payment;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.UnavailableException;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.lifecycle.Timeline;
import io.eseal.order.NotSentException;
import io.eseal.order.OrderPlacement;
import io.eseal.order.Placement;
import io.eseal.request.Bodies;
import io.eseal.request.EsealAccess;
import io.eseal.security.Caller;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.camunda.bpm.engine.task.TaskQuery;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mockito.Answers;
import org.mockito.ArgumentCaptor;
import org.mockito.InOrder;
import org.slf4j.LoggerFactory;
import org.springframework.web.ErrorResponseException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.when;

class CardPaymentTest {

    private static final String ID = "ES-1";

    private final TaskService tasks = mock(TaskService.class);
    private final TaskQuery query = mock(TaskQuery.class, Answers.RETURNS_SELF);
    private final ApprovalPolicy approvals = mock(ApprovalPolicy.class);
    private final OrderPlacement placement = mock(OrderPlacement.class);
    private final EsealRegister register = mock(EsealRegister.class);
    private final Timeline timeline = mock(Timeline.class);
    private final CardPayment payment = new CardPayment(tasks, approvals, placement, timeline, new CardRules(Bodies.CLOCK), register,
            new ObjectMapper().findAndRegisterModules());

    @BeforeEach
    void an_approved_request_that_waits_for_its_card() {
        Task task = mock(Task.class);
        when(register.tryLock(ID)).thenReturn(true);
        when(task.getId()).thenReturn("task");
        when(tasks.createTaskQuery()).thenReturn(query);
        when(query.singleResult()).thenReturn(task);
        when(tasks.getVariableTyped("task", "request", false)).thenReturn(ProcessVariables.jsonValue(Bodies.json("""
                {'provisioning_method': 'csr', 'payment_method': 'card', 'organization': {'id': 7},
                 'billing_address': {'address': 'Kerkstraat 1', 'city': 'Gent', 'country': 'BE'}}""")));
        when(approvals.stands(eq(ID), any())).thenReturn(true);
        when(placement.place(any(), any())).thenReturn(new Placement.Accepted(5));
    }

    @Test
    void a_payment_taken_completes_the_task() {
        assertThat(payment.pay(ID, body())).isEqualTo(new Placement.Accepted(5));

        verify(tasks).complete("task");
        verify(placement, never()).close(any());
    }

    @Test
    void a_declined_card_closes_the_attempt_and_keeps_the_task() {
        when(placement.place(any(), any())).thenReturn(new Placement.Refused("declined", true));

        assertThat(payment.pay(ID, body())).isEqualTo(new Placement.Refused("declined", true));

        verify(placement).close(ID);
        verify(timeline).add(eq(ID), eq("card_declined"), anyString());
        verify(tasks, never()).complete(any());
    }

    @Test
    void a_refused_content_completes_the_task_so_that_the_requester_corrects_it() {
        when(placement.place(any(), any())).thenReturn(new Placement.Refused("no such contact", false));

        payment.pay(ID, body());

        verify(tasks).complete("task");
        verify(placement, never()).close(any());
    }

    @Test
    void an_unknown_outcome_completes_the_task_so_that_the_order_is_looked_up() {
        when(placement.place(any(), any())).thenReturn(new Placement.Unknown());

        payment.pay(ID, body());

        verify(tasks).complete("task");
        verify(placement, never()).close(any());
    }

    @Test
    void a_call_that_was_certainly_not_sent_leaves_the_task_as_it_was() {
        when(placement.place(any(), any())).thenThrow(new IllegalStateException("not reached"));

        assertThatThrownBy(() -> payment.pay(ID, body())).hasMessage("not reached");

        verify(tasks, never()).complete(any());
    }

    @ParameterizedTest
    @MethodSource("nothingSent")
    void a_payment_that_was_certainly_not_sent_is_told_as_such(RuntimeException outcome) {
        when(placement.place(any(), any())).thenThrow(outcome);
        CardPaymentResource resource = new CardPaymentResource(mock(EsealAccess.class), mock(CardRules.class), payment, new ObjectMapper());

        assertThatThrownBy(() -> resource.pay(ID, body().toString().getBytes(StandardCharsets.UTF_8), mock(Caller.class))).isInstanceOfSatisfying(ErrorResponseException.class, e -> {
            assertThat(e.getStatusCode().value()).isEqualTo(503);
            assertThat(e.getBody().getDetail()).contains("nothing was paid");
        });
        verify(tasks, never()).complete(any());
    }

    static Stream<RuntimeException> nothingSent() {
        return Stream.of(new NotSentException("held up"), UnavailableException.notReached("POST", null));
    }

    @Test
    void a_request_that_is_not_as_approved_is_not_paid() {
        when(approvals.stands(eq(ID), any())).thenReturn(false);

        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOf(ErrorResponseException.class);

        verifyNoInteractions(placement);
        verify(tasks, never()).complete(any());
    }

    @Test
    void a_request_that_does_not_wait_for_a_card_is_not_paid() {
        when(query.singleResult()).thenReturn(null);

        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOf(ErrorResponseException.class);

        verifyNoInteractions(placement);
    }

    @Test
    void only_one_pays_at_a_time() {
        payment.pay(ID, body());
        InOrder order = inOrder(register, query, placement);
        order.verify(register).tryLock(ID);
        order.verify(query).singleResult();
        order.verify(placement).place(any(), any());

        when(register.tryLock(ID)).thenReturn(false);
        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOfSatisfying(ErrorResponseException.class,
                e -> assertThat(e.getStatusCode().value()).isEqualTo(409));
    }

    @Test
    void the_order_is_the_approved_request_with_the_card() {
        EsealOrder order = sent(body());

        assertThat(order.provisioningMethod()).isEqualTo("csr");
        assertThat(order.organization().id()).isEqualTo(7);
        assertThat(order.billingAddress().city()).isEqualTo("Gent");
        assertThat(order.creditCard().cvv()).isEqualTo("123");
        assertThat(order.creditCard().cardholderName()).isEqualTo("Jane Roe");
        assertThat(order.creditCard().saveCreditCard()).isNull();
    }

    @ParameterizedTest
    @CsvSource({"4111111111111111", "4111 1111 1111 1111", "4111-1111-1111-1111", "' 4111 1111-11111111 '"})
    void the_number_goes_out_as_digits_however_it_was_written(String written) {
        ObjectNode body = body();
        card(body).put("number", written);
        assertThat(sent(body).creditCard().number()).isEqualTo("4111111111111111");
    }

    @ParameterizedTest
    @CsvSource({"true, 1", "false, 0", "1, 1", "0, 0", "'\"1\"', 1", "'\"0\"', 0"})
    void set_as_default_goes_out_as_the_text_1_or_0(String given, String wire) throws Exception {
        ObjectNode body = body();
        card(body).set("set_as_default", Bodies.json(given));
        JsonNode order = new ObjectMapper().findAndRegisterModules().valueToTree(sent(body));
        assertThat(order.at("/credit_card/set_as_default").isTextual()).isTrue();
        assertThat(order.at("/credit_card/set_as_default").asText()).isEqualTo(wire);
    }

    @Test
    void a_billing_address_given_with_the_card_goes_out_as_the_page_writes_it() {
        ObjectNode body = body();
        body.set("billing_address", Bodies.json("{'address': ' 1 Main Street ', 'city': 'Lehi', 'state': 'UT', 'country': 'us', 'zip': '84043'}"));
        card(body).put("cardholder_name", " Jane Roe ").put("save_credit_card", true);

        EsealOrder order = sent(body);

        assertThat(order.billingAddress()).isEqualTo(new EsealOrder.BillingAddress("1 Main Street", null, "Lehi", "UT", "us", "84043"));
        assertThat(order.creditCard().cardholderName()).isEqualTo("Jane Roe");
        assertThat(order.creditCard().saveCreditCard()).isTrue();
    }

    @Test
    void the_given_body_is_left_as_it_came() {
        ObjectNode body = body();
        payment.pay(ID, body);
        assertThat(body).isEqualTo(body());
    }

    @Test
    void no_text_of_order_outcome_timeline_or_log_holds_the_card() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.eseal");
        Level before = logger.getLevel();
        logger.setLevel(Level.TRACE);
        log.start();
        logger.addAppender(log);
        try {
            when(placement.place(any(), any())).thenReturn(new Placement.Refused("declined", true));
            EsealOrder order = sent(body());
            ArgumentCaptor<String> detail = ArgumentCaptor.forClass(String.class);
            verify(timeline).add(any(), any(), detail.capture());

            assertNoCard(order.toString());
            assertNoCard(detail.getValue());
            assertNoCard(log.list.toString());
        } finally {
            logger.detachAppender(log);
            logger.setLevel(before);
        }
    }

    @ParameterizedTest
    @CsvSource({"number", "cvv", "expiration_year", "cardholder_name", "save_credit_card"})
    void no_exception_holds_the_card_even_when_a_field_is_of_the_wrong_kind(String field) {
        ObjectNode body = body();
        card(body).set(field, Bodies.json("{'4111111111111111': ['4111111111111111', '987']}"));

        Throwable thrown = catchThrowable(() -> payment.pay(ID, body));

        if (thrown != null) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            assertNoCard(text.toString());
        }
    }

    private static void assertNoCard(String text) {
        assertThat(text).doesNotContain("411111").doesNotContain("4111 1111").doesNotContain("\"123\"").doesNotContain("cvv=123").doesNotContain("987");
    }

    private EsealOrder sent(ObjectNode body) {
        payment.pay(ID, body);
        ArgumentCaptor<EsealOrder> order = ArgumentCaptor.forClass(EsealOrder.class);
        verify(placement).place(eq(ID), order.capture());
        return order.getValue();
    }

    private static ObjectNode card(ObjectNode body) {
        return (ObjectNode) body.get("credit_card");
    }

    private static ObjectNode body() {
        return (ObjectNode) Bodies.json("""
                {'credit_card': {'number': '4111 1111 1111 1111', 'expiration_month': '12', 'expiration_year': '2027', 'cvv': '123',
                                 'cardholder_name': 'Jane Roe', 'save_credit_card': null, 'set_as_default': '0'}}""");
    }
}
