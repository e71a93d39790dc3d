/**
 * The process and its record: the ids of the model, variables, words that gateways read, the eSeal with its state.
 * Knows no phase.
 */
package io.eseal.lifecycle;
