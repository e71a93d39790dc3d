package io.eseal.paths;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.eseal.approval.ApprovalBeans;
import io.eseal.certcentral.CertCentral;
import io.eseal.certificate.CertificateBeans;
import io.eseal.desk.WorkplaceBeans;
import io.eseal.fixtures.AccountAnswers;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.order.OrderBeans;
import io.eseal.payment.PaymentBeans;
import io.eseal.request.RequestBeans;
import io.eseal.revocation.RevocationBeans;
import io.eseal.revocation.RevocationRequests;
import io.eseal.security.Groups;
import io.eseal.task.Tasks;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import io.eseal.tracking.TrackingBeans;
import java.time.Clock;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.assertj.core.api.ThrowableAssert;
import org.assertj.core.util.Throwables;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.camunda.spin.plugin.variable.SpinValues;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Base of all path tests: the real delegates over mocked services in which all goes well, so that a test says only what
 * goes differently. The classes run nested in {@link LifecyclePathsTest}, which measures what they cover together.
 */
abstract class Paths {

    private static final ObjectMapper JSON = new ObjectMapper()
            .registerModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    CertCentral certCentral;
    OrderBeans order;
    PaymentBeans payment;
    TrackingBeans tracking;
    CertificateBeans certificate;
    RevocationBeans revocation;
    private AnnotationConfigApplicationContext beans;

    /** Whether seals have to prove themselves, as in the settings; most paths speak of something else. */
    String proof() {
        return "off";
    }

    @BeforeEach
    void allGoesWell() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-15T10:00:00Z")));
        BpmnAwareTests.init(PathEngine.ENGINE);
        // Every path gets the same order number from CertCentral, and a number belongs to one request.
        PathEngine.JDBC.sql("update eseal set order_id = null").update();
        Clock clock = PathEngine.clock();
        certCentral = mock(CertCentral.class);
        AccountAnswers.complete(certCentral);
        beans = new AnnotationConfigApplicationContext();
        beans.registerBean(CertCentral.class, () -> certCentral);
        beans.registerBean(Clock.class, () -> clock);
        beans.registerBean(JdbcClient.class, () -> PathEngine.JDBC);
        beans.registerBean(ObjectMapper.class, () -> JSON);
        beans.registerBean(IdentityService.class, PathEngine.ENGINE::getIdentityService);
        beans.registerBean(TaskService.class, PathEngine.ENGINE::getTaskService);
        beans.registerBean(RuntimeService.class, PathEngine.ENGINE::getRuntimeService);
        LifecycleBeans.in(beans);
        RequestBeans.in(beans);
        ApprovalBeans.in(beans);
        WorkplaceBeans.in(beans);
        Tasks.in(beans);
        order = new OrderBeans(beans, clock);
        payment = new PaymentBeans(beans, certCentral);
        tracking = new TrackingBeans(beans, certCentral);
        tracking.statusIs("pending");
        certificate = new CertificateBeans(beans, clock, proof());
        revocation = new RevocationBeans(beans);
        beans.refresh();
        PathEngine.BEANS.clear();
        Stream.of(beans.getBeanDefinitionNames()).forEach(name -> PathEngine.BEANS.put(name, beans.getBean(name)));
    }

    @AfterEach
    void timeIsGivenBack() {
        beans.close();
        ClockUtil.reset();
    }

    EsealState stateOf(Seal seal) {
        return beans.getBean(EsealRegister.class)
                .find(EsealId.of(seal.id()))
                .orElseThrow()
                .state();
    }

    /** Every state that the seal was in, in their order. */
    List<String> statesOf(Seal seal) {
        return beans.getBean(Timeline.class).of(EsealId.of(seal.id())).stream()
                .filter(entry -> entry.event().equals("state"))
                .map(TimelineEntry::detail)
                .toList();
    }

    /** The person asks for the seal's revocation, as they do over REST. */
    Seal isAskedToRevoke(Seal seal, Person person) {
        return isAskedToRevoke(seal, person, false);
    }

    /** The person asks for the seal's revocation, and perhaps for another seal in its place. */
    Seal isAskedToRevoke(Seal seal, Person person, boolean replacement) {
        PathEngine.ENGINE.getIdentityService().setAuthentication(person.userId(), person.groups());
        beans.getBean(Timeline.class)
                .add(EsealId.of(seal.id()), new SealEvents.RevocationRequested("lost", replacement));
        PathEngine.ENGINE.getIdentityService().clearAuthentication();
        return seal.hears("revocation-requested", Map.of("revocationRequester", person.userId()));
    }

    /** The person adds to the seal's revocation that its key was compromised, and wishes for another seal. */
    Seal isCalledCompromised(Seal seal, Person person) {
        PathEngine.ENGINE.getIdentityService().setAuthentication(person.userId(), person.groups());
        RevocationBeans.addCompromise(
                beans.getBean(RevocationRequests.class), EsealId.of(seal.id()), "found on a file server");
        PathEngine.ENGINE.getIdentityService().clearAuthentication();
        return seal;
    }

    /** Returns the entries of that kind in the order of the timeline, each with its actor. */
    List<String> eventsOf(Seal seal, String event) {
        return beans.getBean(Timeline.class).of(EsealId.of(seal.id())).stream()
                .filter(entry -> entry.event().equals(event))
                .map(entry -> entry.actor() + " " + entry.detail())
                .toList();
    }

    /** An own key with its CSR, paid by balance. */
    static ObjectNode ownKeyWithCsr() {
        return RequestBeans.withCsr(RequestBeans.ownKey(), RequestBeans.csr());
    }

    static Seal approved(ObjectNode body) {
        Seal seal = Seal.requested(body);
        for (String group : seal.openApprovals()) {
            seal.approvedFor(group, approverOf(group));
        }
        return seal;
    }

    /** Ordered and waiting for CertCentral, for an own key. */
    Seal ordered() {
        return approved(ownKeyWithCsr()).soFar();
    }

    /** Returns a seal in service with the certificate of an own key. */
    Seal inService() {
        tracking.statusIs("issued");
        return ordered();
    }

    /** The request that the seal's renewal started. */
    Seal successorOf(Seal seal) {
        return followerOf(seal, "renewal_started");
    }

    /** The request that the event names. */
    Seal followerOf(Seal seal, String event) {
        return Seal.of(beans.getBean(Timeline.class).of(EsealId.of(seal.id())).stream()
                .filter(entry -> entry.event().equals(event))
                .map(TimelineEntry::detail)
                .findFirst()
                .orElseThrow());
    }

    static Person approverOf(String group) {
        return switch (group) {
            case Groups.LEGAL_APPROVERS -> Person.LEGAL;
            case Groups.SECURITY_APPROVERS -> Person.SECURITY;
            default -> Person.FINANCE;
        };
    }

    /** A token order whose address the requester has confirmed. */
    Seal tokenOrdered() {
        return approved(RequestBeans.token())
                .does(Person.REQUESTER, Elements.USER_CONFIRM_SHIPPING)
                .soFar();
    }

    /** All steps of the installation, ticked. */
    static Object installation() {
        return SpinValues.jsonValue("{\"trustAssistantInstalled\":true,\"tokenInitialized\":true,"
                        + "\"certificateInstalled\":true,\"sealTested\":true}")
                .create();
    }

    /** The person is told why, and the task stays as it was. */
    static void assertRefused(ThrowableAssert.ThrowingCallable completion, String why) {
        // The engine wraps what a listener throws.
        assertThatThrownBy(completion)
                .extracting(
                        thrown -> Optional.ofNullable(Throwables.getRootCause(thrown))
                                .orElse(thrown),
                        InstanceOfAssertFactories.THROWABLE)
                .isInstanceOf(CompletionRefused.class)
                .hasMessageContaining(why);
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
