/** Plugs into the engine: what a query, a task, a variable or a command from outside may hold and do. */
package io.eseal.engine;
