/**
 * The process and its record: the ids of the model, variables, words that gateways read, the eSeal with its state.
 * Knows no phase.
 */
@NullMarked
package io.eseal.lifecycle;

import org.jspecify.annotations.NullMarked;
