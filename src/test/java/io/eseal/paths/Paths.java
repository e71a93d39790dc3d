package io.eseal.paths;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import io.eseal.approval.ApprovalBeans;
import io.eseal.certcentral.CertCentral;
import io.eseal.certcentral.Organization;
import io.eseal.certificate.CertificateBeans;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.lifecycle.TimelineEntry;
import io.eseal.order.OrderBeans;
import io.eseal.payment.PaymentBeans;
import io.eseal.request.RequestBeans;
import io.eseal.security.Groups;
import io.eseal.tracking.TrackingBeans;
import org.assertj.core.api.ThrowableAssert;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

import java.time.Clock;
import java.time.Instant;
import java.util.Date;

import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

/**
 * What every path starts from: the real delegates over mocked services in which all goes well, so that a test says only
 * what goes differently. The classes run nested in {@link LifecyclePathsTest}, which measures what they cover together.
 */
abstract class Paths {

    private static final ObjectMapper JSON = new ObjectMapper().registerModule(new Jdk8Module())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES);

    CertCentral certCentral;
    OrderBeans order;
    PaymentBeans payment;
    TrackingBeans tracking;
    CertificateBeans certificate;
    private LifecycleBeans lifecycle;

    @BeforeEach
    void allGoesWell() {
        ClockUtil.setCurrentTime(Date.from(Instant.parse("2026-06-15T10:00:00Z")));
        BpmnAwareTests.init(PathEngine.ENGINE);
        Clock clock = PathEngine.clock();
        certCentral = mock(CertCentral.class);
        when(certCentral.organization(anyLong())).thenReturn(Organization.of(2042709, "Example NV", true));
        lifecycle = new LifecycleBeans(PathEngine.ENGINE, PathEngine.JDBC, JSON, clock);
        var request = new RequestBeans(certCentral, lifecycle, clock);
        var approval = new ApprovalBeans(PathEngine.ENGINE, PathEngine.JDBC, request.rules, lifecycle, clock);
        order = new OrderBeans(request.rules, approval.policy, certCentral, lifecycle, JSON, clock);
        payment = new PaymentBeans(PathEngine.ENGINE, approval.policy, order.placement, certCentral, lifecycle, JSON, clock);
        tracking = new TrackingBeans(certCentral, lifecycle);
        tracking.statusIs("pending");
        certificate = new CertificateBeans(PathEngine.ENGINE, lifecycle, clock);
        PathEngine.BEANS.clear();
        PathEngine.BEANS.putAll(lifecycle.named());
        PathEngine.BEANS.putAll(request.named());
        PathEngine.BEANS.putAll(approval.named());
        PathEngine.BEANS.putAll(order.named());
        PathEngine.BEANS.putAll(payment.named());
        PathEngine.BEANS.putAll(tracking.named());
        PathEngine.BEANS.putAll(certificate.named());
    }

    @AfterEach
    void timeIsGivenBack() {
        ClockUtil.reset();
    }

    EsealState stateOf(Seal seal) {
        return lifecycle.register.find(seal.id()).orElseThrow().state();
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

    /** In service with the certificate of an own key. */
    Seal inService() {
        tracking.statusIs("issued");
        return ordered();
    }

    /** The request that the seal's renewal started. */
    Seal successorOf(Seal seal) {
        return Seal.of(lifecycle.timeline.of(seal.id()).stream().filter(entry -> entry.event().equals("renewal_started"))
                .map(TimelineEntry::detail).findFirst().orElseThrow());
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
        return approved(RequestBeans.token()).does(Person.REQUESTER, Elements.USER_CONFIRM_SHIPPING).soFar();
    }

    /** The person is told why, and the task stays as it was. */
    static void assertRefused(ThrowableAssert.ThrowingCallable completion, String why) {
        // The engine wraps what a listener throws.
        assertThatThrownBy(completion).rootCause().isInstanceOf(CompletionRefused.class).hasMessageContaining(why);
    }

    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
