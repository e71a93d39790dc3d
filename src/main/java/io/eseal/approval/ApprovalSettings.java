package io.eseal.approval;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of approvals, {@code eseal.approval.*}.
 *
 * @param remindAfter how long an approval may wait before its approvers are reminded
 * @param escalateAfter how long an approval may wait before it is escalated
 * @param approverMayPay whether an approver of a request may pay for it, too: only for organisations whose finance is
 *     one person
 * @param sweepInterval how often changes of groups are looked for, once for the whole cluster
 */
@Validated
@ConfigurationProperties("eseal.approval")
record ApprovalSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("P1D")
        Duration remindAfter,

        @NotNull @DurationMin(millis = 1) @DefaultValue("P3D")
        Duration escalateAfter,

        @DefaultValue("false") boolean approverMayPay,

        @NotNull @DurationMin(millis = 1) @DefaultValue("PT5M")
        Duration sweepInterval) {}
