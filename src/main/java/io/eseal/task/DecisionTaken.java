package io.eseal.task;

import io.eseal.id.EsealId;

/**
 * Event: a person decided at a task. Published in the transaction that completes the task.
 *
 * @param task the task's id in the model
 */
public record DecisionTaken(EsealId esealId, String task, Decision decision) {}
