/**
 * Holds user tasks: one {@link io.eseal.task.UserTaskDefinition} for each, declared in the package of its phase and
 * collected in the {@link io.eseal.task.TaskCatalogue}, and the checks on every completion. Depends on no phase.
 */
@NullMarked
package io.eseal.task;

import org.jspecify.annotations.NullMarked;
