package io.eseal.payment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.inOrder;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;
import static org.mockito.Mockito.verifyNoMoreInteractions;
import static org.mockito.Mockito.when;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.approval.ApprovalPolicy;
import io.eseal.approval.SeparationOfDuties;
import io.eseal.certcentral.EsealOrder;
import io.eseal.certcentral.UnavailableException;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.ledger.NotSentException;
import io.eseal.lifecycle.ProcessVariables;
import io.eseal.order.OrderSender;
import io.eseal.order.PlaceOrderResult;
import io.eseal.request.EsealAccess;
import io.eseal.security.Actors;
import io.eseal.security.Caller;
import io.eseal.timeline.PaymentEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEvent;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.ConnectException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.exception.NullValueException;
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

class CardPaymentTest {

    private static final EsealId ID = EsealId.of("ES-00000001");

    private final TaskService tasks = mock(TaskService.class);
    private final TaskQuery query = mock(TaskQuery.class, Answers.RETURNS_SELF);
    private final ApprovalPolicy approvals = mock(ApprovalPolicy.class);
    private final OrderSender sender = mock(OrderSender.class);
    private final Timeline timeline = mock(Timeline.class);
    private final CardSettlement settlement = mock(CardSettlement.class);
    private final SeparationOfDuties duties = mock(SeparationOfDuties.class);
    private final Actors actors = mock(Actors.class);
    private final ObjectMapper json = new ObjectMapper().findAndRegisterModules();
    private final RequestToPay requests = new RequestToPay(new CardTask(tasks), tasks, json);
    private final CardPayment payment = new CardPayment(
            requests,
            new CardOrders(requests, approvals, new CardRules(TestClock.FIXED), timeline, json),
            approvals,
            new PayerIsNoApprover(duties, actors),
            sender,
            settlement);
    private final List<EsealOrder> orders = new ArrayList<>();

    @BeforeEach
    void an_approved_request_that_waits_for_its_card() {
        Task task = mock(Task.class);
        when(task.getId()).thenReturn("task");
        when(tasks.createTaskQuery()).thenReturn(query);
        when(query.singleResult()).thenReturn(task);
        when(tasks.getVariableTyped("task", "request", false))
                .thenReturn(ProcessVariables.jsonValue(OrderBodies.with(
                        OrderBodies.with(OrderBodies.outline("csr", "card"), "organization.id", "7"),
                        "billing_address",
                        "{'address': 'Kerkstraat 1', 'city': 'Gent', 'country': 'BE'}")));
        when(approvals.stands(eq(ID), any())).thenReturn(true);
        comesTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    private void comesTo(PlaceOrderResult outcome) {
        when(sender.placeUnlessUnderWay(eq(ID), any())).thenAnswer(call -> {
            orders.add(call.<Supplier<EsealOrder>>getArgument(1).get());
            return Optional.of(outcome);
        });
    }

    @ParameterizedTest
    @MethodSource("outcomes")
    void every_outcome_is_handed_to_the_process_once_it_is_written_down(PlaceOrderResult outcome) {
        comesTo(outcome);

        assertThat(payment.pay(ID, body())).isEqualTo(outcome);

        InOrder order = inOrder(sender, settlement);
        order.verify(sender).placeUnlessUnderWay(eq(ID), any());
        order.verify(settlement).settle(ID);
    }

    static Stream<PlaceOrderResult> outcomes() {
        return Stream.of(
                new PlaceOrderResult.Accepted(OrderId.of(5)),
                new PlaceOrderResult.Refused("declined", true),
                new PlaceOrderResult.Refused("no such contact", false),
                new PlaceOrderResult.Unknown());
    }

    @ParameterizedTest
    @MethodSource("whatTheEngineThrowsWhenATaskVanishes")
    void a_task_that_vanishes_between_two_reads_no_longer_waits(RuntimeException thrown) {
        Task open = query.singleResult();
        when(query.singleResult()).thenReturn(open, (Task) null);
        when(tasks.getVariableTyped("task", "request", false)).thenThrow(thrown);

        assertThatThrownBy(() -> requests.of(ID))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(409));
    }

    @ParameterizedTest
    @MethodSource("whatTheEngineThrowsWhenATaskVanishes")
    void any_other_failure_to_read_stays_one(RuntimeException thrown) {
        when(tasks.getVariableTyped("task", "request", false)).thenThrow(thrown);

        assertThat(catchThrowable(() -> requests.of(ID))).isSameAs(thrown);
    }

    static Stream<RuntimeException> whatTheEngineThrowsWhenATaskVanishes() {
        return Stream.of(
                new NullValueException("task task doesn't exist: task is null"),
                new AuthorizationException("no READ on the task"),
                new NullPointerException("the task's execution is gone"));
    }

    /** Plays a cancellation that is committed between the engine's reads. */
    @Test
    void a_task_whose_request_is_gone_is_a_conflict_and_no_fault() {
        Task open = query.singleResult();
        when(query.singleResult()).thenReturn(open, (Task) null);
        when(tasks.getVariableTyped("task", "request", false)).thenReturn(null);

        assertThatThrownBy(() -> requests.of(ID))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.getStatusCode().value()).isEqualTo(409));
    }

    @Test
    void who_paid_is_told_so_although_the_process_could_not_be() {
        doThrow(new IllegalStateException("no connection")).when(settlement).settle(ID);

        assertThat(payment.pay(ID, body())).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    @Test
    void brand_and_last_four_digits_of_the_card_are_recorded_before_it_is_sent() {
        when(sender.placeUnlessUnderWay(any(), any())).thenAnswer(call -> {
            EsealOrder unused = call.<Supplier<EsealOrder>>getArgument(1).get();
            verify(timeline).add(ID, new PaymentEvents.CardPresented("Visa ending in 1111"));
            return Optional.of(new PlaceOrderResult.Accepted(OrderId.of(5)));
        });

        assertThat(payment.pay(ID, body())).isEqualTo(new PlaceOrderResult.Accepted(OrderId.of(5)));
    }

    @Test
    void a_card_that_is_not_sent_because_another_payment_is_under_way_is_not_recorded() {
        when(sender.placeUnlessUnderWay(any(), any())).thenReturn(Optional.empty());

        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOf(ErrorResponseException.class);

        verify(timeline, never()).add(any(), any());
    }

    @Test
    void while_a_payment_is_under_way_nobody_else_pays() {
        when(sender.placeUnlessUnderWay(any(), any())).thenReturn(Optional.empty());

        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOfSatisfying(ErrorResponseException.class, e -> {
            assertThat(e.getStatusCode().value()).isEqualTo(409);
            assertThat(e.getBody().getDetail()).contains("is being paid");
        });

        verifyNoInteractions(settlement);
    }

    @Test
    void whether_the_request_waits_for_a_card_is_asked_once_nobody_else_can_pay() {
        payment.pay(ID, body());

        InOrder order = inOrder(sender, query);
        order.verify(sender).placeUnlessUnderWay(any(), any());
        order.verify(query).singleResult();
    }

    @Test
    void a_call_that_was_certainly_not_sent_leaves_the_task_as_it_was() {
        when(sender.placeUnlessUnderWay(any(), any())).thenThrow(new IllegalStateException("not reached"));

        assertThatThrownBy(() -> payment.pay(ID, body())).hasMessage("not reached");

        verifyNoInteractions(settlement);
    }

    @ParameterizedTest
    @MethodSource("nothingSent")
    void a_payment_that_was_certainly_not_sent_is_told_as_such(RuntimeException outcome) {
        when(sender.placeUnlessUnderWay(any(), any())).thenThrow(outcome);
        CardPaymentResource resource = new CardPaymentResource(
                mock(EsealAccess.class), mock(CardRules.class), requests, payment, new ObjectMapper());

        assertThatThrownBy(() -> resource.pay(
                        ID.value(), body().toString().getBytes(StandardCharsets.UTF_8), mock(Caller.class)))
                .isInstanceOfSatisfying(ErrorResponseException.class, e -> {
                    assertThat(e.getStatusCode().value()).isEqualTo(503);
                    assertThat(e.getBody().getDetail()).contains("nothing was paid");
                });
        verifyNoInteractions(settlement);
    }

    static Stream<RuntimeException> nothingSent() {
        return Stream.of(
                new NotSentException("held up"), UnavailableException.notReached("POST", new ConnectException()));
    }

    @Test
    void a_request_that_is_not_as_approved_is_not_paid_and_waits_for_a_card_no_longer() {
        when(approvals.stands(eq(ID), any())).thenReturn(false);
        when(approvals.whyNot(eq(ID), any()))
                .thenReturn("It is not what its approvers decided on any more: ship_info.city.");

        assertThatThrownBy(() -> payment.pay(ID, body()))
                .isInstanceOfSatisfying(ErrorResponseException.class, refused -> {
                    assertThat(refused.getStatusCode().value()).isEqualTo(409);
                    assertThat(refused.getBody().getDetail())
                            .startsWith(
                                    "Nothing was paid. It is not what its approvers decided on any more: ship_info.city.");
                });

        assertThat(orders).isEmpty();
        verify(settlement).giveBack(ID);
        verifyNoMoreInteractions(settlement);
    }

    @Test
    void a_request_that_stops_being_as_approved_while_it_is_claimed_is_not_paid() {
        when(approvals.stands(eq(ID), any())).thenReturn(true, false);

        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOf(ErrorResponseException.class);

        assertThat(orders).isEmpty();
        verifyNoInteractions(settlement);
    }

    @Test
    void the_billing_address_that_was_approved_is_not_exchanged_with_the_card() {
        ObjectNode body = body();
        body.set(
                "billing_address", SingleQuoted.json("{'address': 'Kerkstraat 1', 'city': 'Brugge', 'country': 'BE'}"));

        assertThatThrownBy(() -> payment.pay(ID, body))
                .isInstanceOfSatisfying(
                        ErrorResponseException.class,
                        refused -> assertThat(refused.getBody().getDetail()).contains("billing address was approved"));

        assertThat(orders).isEmpty();
    }

    @Test
    void a_request_that_does_not_wait_for_a_card_is_not_paid() {
        when(query.singleResult()).thenReturn(null);

        assertThatThrownBy(() -> payment.pay(ID, body())).isInstanceOf(ErrorResponseException.class);

        assertThat(orders).isEmpty();
        verifyNoInteractions(settlement);
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
        card(body).set("set_as_default", SingleQuoted.json(given));
        JsonNode order = new ObjectMapper().findAndRegisterModules().valueToTree(sent(body));
        assertThat(order.at("/credit_card/set_as_default").isTextual()).isTrue();
        assertThat(order.at("/credit_card/set_as_default").asText()).isEqualTo(wire);
    }

    @Test
    void a_billing_address_given_with_the_card_goes_out_as_the_page_writes_it() {
        when(tasks.getVariableTyped("task", "request", false))
                .thenReturn(ProcessVariables.jsonValue(OrderBodies.outline("csr", "card")));
        ObjectNode body = body();
        body.set(
                "billing_address",
                SingleQuoted.json(
                        "{'address': ' 1 Main Street ', 'city': 'Lehi', 'state': 'UT', 'country': 'us', 'zip': '84043'}"));
        card(body).put("cardholder_name", " Jane Roe ").put("save_credit_card", true);

        EsealOrder order = sent(body);

        assertThat(order.billingAddress())
                .isEqualTo(new EsealOrder.BillingAddress("1 Main Street", null, "Lehi", "UT", "us", "84043"));
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
    void no_text_of_order_outcome_or_log_holds_the_card() {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        Logger logger = (Logger) LoggerFactory.getLogger("io.eseal");
        Level before = logger.getLevel();
        logger.setLevel(Level.TRACE);
        log.start();
        logger.addAppender(log);
        try {
            comesTo(new PlaceOrderResult.Refused("declined", true));
            EsealOrder order = sent(body());
            ArgumentCaptor<TimelineEvent> event = ArgumentCaptor.forClass(TimelineEvent.class);
            verify(timeline).add(any(), event.capture());

            assertNoCard(order.toString());
            assertNoCard(event.getAllValues().toString());
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
        card(body).set(field, SingleQuoted.json("{'4111111111111111': ['4111111111111111', '987']}"));

        Throwable thrown = catchThrowable(() -> payment.pay(ID, body));

        if (thrown != null) {
            StringWriter text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text));
            assertNoCard(text.toString());
        }
    }

    private static void assertNoCard(String text) {
        assertThat(text)
                .doesNotContain("411111")
                .doesNotContain("4111 1111")
                .doesNotContain("\"123\"")
                .doesNotContain("cvv=123")
                .doesNotContain("987");
    }

    private EsealOrder sent(ObjectNode body) {
        payment.pay(ID, body);
        return orders.get(0);
    }

    private static ObjectNode card(ObjectNode body) {
        return (ObjectNode) body.get("credit_card");
    }

    private static ObjectNode body() {
        return (ObjectNode) SingleQuoted.json("""
                {'credit_card': {'number': '4111 1111 1111 1111', 'expiration_month': '12', 'expiration_year': '2027', 'cvv': '123',
                                 'cardholder_name': 'Jane Roe', 'save_credit_card': null, 'set_as_default': '0'}}""");
    }

    @Test
    void whoever_approved_does_not_pay_and_the_card_goes_nowhere() {
        when(actors.signedIn()).thenReturn(Optional.of(UserId.of("finn")));
        when(duties.againstPayment(ID, UserId.of("finn")))
                .thenReturn(Optional.of("You approved this request; somebody else must pay for it."));

        assertThatThrownBy(() -> payment.pay(ID, body()))
                .isInstanceOf(ErrorResponseException.class)
                .hasMessageContaining("403");
        verifyNoInteractions(sender);
    }
}
