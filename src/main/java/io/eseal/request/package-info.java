/**
 * What a requester asks for: the order body by the rules of validation, the inspection of a CSR, and the REST resource
 * of requests.
 */
package io.eseal.request;
