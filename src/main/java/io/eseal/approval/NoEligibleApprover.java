package io.eseal.approval;

import io.eseal.id.EsealId;

/**
 * Everybody of the group that a task waits for requested the seal, changed the request or decided on it before, so that
 * nobody can do it. Published once a task, in the transaction that found it.
 *
 * @param sentence what is wrong and what to do, for operators
 */
public record NoEligibleApprover(EsealId esealId, String taskId, String group, String sentence) {}
