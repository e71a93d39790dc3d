package io.eseal.approval;

import java.util.Set;

/**
 * An approval still waits; published in the transaction of its reminder or escalation.
 *
 * @param taskId the engine's id of the waiting task
 * @param escalated whether it waits too long, not only long
 * @param decided user ids of those who decided in this round for another group, and so cannot decide here
 */
public record ApprovalWaits(String taskId, boolean escalated, Set<String> decided) {}
