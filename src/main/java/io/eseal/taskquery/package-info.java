/** Statements of our own for the engine's lists of tasks and variables, fast with many tasks and permissions. */
@NullMarked
package io.eseal.taskquery;

import org.jspecify.annotations.NullMarked;
