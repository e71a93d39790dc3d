package io.eseal.approval;

import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.request.RequestRules;
import org.camunda.bpm.engine.ProcessEngine;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;

/** Approvals as they are: who may approve what is the point of the process. */
public final class ApprovalBeans {

    public final ApprovalPolicy policy;
    private final Map<String, Object> named;

    public ApprovalBeans(ProcessEngine engine, JdbcClient jdbc, RequestRules rules, LifecycleBeans lifecycle, Clock clock) {
        policy = new ApprovalPolicy(lifecycle.register, new ApprovalSettings(Duration.ofDays(1), Duration.ofDays(3)), clock);
        WaitingApprovals waiting = new WaitingApprovals(engine.getTaskService(), lifecycle.timeline);
        named = Map.of(
                "approvalPolicy", policy,
                "recordApproval", new RecordApproval(lifecycle.register, new Approvals(jdbc, clock), lifecycle.actors, waiting, lifecycle.timeline),
                "remindApprovers", new RemindApprovers(waiting),
                "escalateApproval", new EscalateApproval(waiting),
                "checkProvisioning", new CheckProvisioning(rules, policy, lifecycle.register));
    }

    public Map<String, Object> named() {
        return named;
    }
}
