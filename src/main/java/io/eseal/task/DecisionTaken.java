package io.eseal.task;

/**
 * Somebody decided at a task; published in the transaction that completes it.
 *
 * @param task the task's id in the model
 */
public record DecisionTaken(String esealId, String task, Decision decision) {}
