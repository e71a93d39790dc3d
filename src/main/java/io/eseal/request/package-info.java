/** What a requester asks for: the rules of the order body, the inspection of a CSR, and the REST resource of requests. */
package io.eseal.request;
