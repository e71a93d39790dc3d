/** Plugs into the engine: what a query, a task, a variable or a command from outside may hold and do. */
@NullMarked
package io.eseal.engine;

import org.jspecify.annotations.NullMarked;
