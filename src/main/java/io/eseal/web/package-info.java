/**
 * How refusals and faults are told over HTTP: problem details, the mapping of exceptions of the engine, of Spring and
 * of the database.
 */
@NullMarked
package io.eseal.web;

import org.jspecify.annotations.NullMarked;
