package io.eseal.task;

import io.eseal.id.EsealId;

/**
 * Somebody decided at a task; published in the transaction that completes it.
 *
 * @param task the task's id in the model
 */
public record DecisionTaken(EsealId esealId, String task, Decision decision) {}
