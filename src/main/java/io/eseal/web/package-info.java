/**
 * How refusals and faults are told over HTTP: problem details, the mapping of exceptions of the engine, of Spring and
 * of the database.
 */
package io.eseal.web;
