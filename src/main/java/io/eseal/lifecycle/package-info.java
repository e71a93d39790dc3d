/**
 * The process and its record: the ids of the model, variables, the eSeal with its state, decisions of people. Knows no
 * phase.
 */
package io.eseal.lifecycle;
