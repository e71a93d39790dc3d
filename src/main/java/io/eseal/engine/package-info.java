/** Closes doors that the engine leaves open to whoever may call it: what a query, a task or a variable from outside may hold. */
package io.eseal.engine;
