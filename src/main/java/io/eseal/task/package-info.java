/**
 * What people do in the process: one {@link io.eseal.task.UserTaskDefinition} for each user task, declared in the
 * package of its phase and collected in the {@link io.eseal.task.TaskCatalogue}; and what holds for all of them when
 * they are completed. Knows no phase.
 */
@NullMarked
package io.eseal.task;

import org.jspecify.annotations.NullMarked;
