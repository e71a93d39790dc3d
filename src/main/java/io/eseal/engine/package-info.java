/** Plugins of the process engine that check queries, tasks, variables and commands from outside. */
@NullMarked
package io.eseal.engine;

import org.jspecify.annotations.NullMarked;
