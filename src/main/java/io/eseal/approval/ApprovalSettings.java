package io.eseal.approval;

import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

import java.time.Duration;

/**
 * @param remindAfter   how long an approval may wait before its approvers are reminded
 * @param escalateAfter how long it may wait before it is escalated
 */
@Validated
@ConfigurationProperties("eseal.approval")
record ApprovalSettings(@NotNull @DefaultValue("P1D") Duration remindAfter, @NotNull @DefaultValue("P3D") Duration escalateAfter) {
}
