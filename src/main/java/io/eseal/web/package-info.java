/**
 * Refusals and faults over HTTP: problem details, and the mapping of exceptions of the engine, of Spring and of the
 * database.
 */
@NullMarked
package io.eseal.web;

import org.jspecify.annotations.NullMarked;
