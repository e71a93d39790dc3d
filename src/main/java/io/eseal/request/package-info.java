/**
 * What a requester asks for: the order body by the rules of validation, the inspection of a CSR, and the REST resource
 * of requests.
 */
@NullMarked
package io.eseal.request;

import org.jspecify.annotations.NullMarked;
