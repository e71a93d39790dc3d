package io.eseal.approval;

import io.eseal.id.UserId;
import java.util.Set;

/**
 * Event: an approval still waits. Published in the transaction of its reminder or escalation.
 *
 * @param taskId the engine's id of the waiting task
 * @param escalated whether the approval is escalated; false for a reminder
 * @param decided ids of the users who decided in this round, and so cannot decide for another group
 */
public record ApprovalWaits(String taskId, boolean escalated, Set<UserId> decided) {}
