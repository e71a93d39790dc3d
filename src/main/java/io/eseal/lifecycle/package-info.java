/**
 * Holds what all phases share: the names in the process model, process variables, words that gateways read, and the
 * register of requests with their states. Depends on no phase.
 */
@NullMarked
package io.eseal.lifecycle;

import org.jspecify.annotations.NullMarked;
