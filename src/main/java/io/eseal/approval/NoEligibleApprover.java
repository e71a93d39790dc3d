package io.eseal.approval;

import io.eseal.id.EsealId;

/**
 * Event: nobody in the group of a task may do it, because every member requested the seal, changed the request or
 * decided on it before, or because the group is empty. Published each time that the alarm is raised for a task, in the
 * transaction that found it.
 *
 * @param esealId the request
 * @param taskId the engine's id of the task
 * @param group the group whose members are all barred
 * @param sentence what is wrong and what to do, for operators
 */
public record NoEligibleApprover(EsealId esealId, String taskId, String group, String sentence) {}
