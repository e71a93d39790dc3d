/** Holds requests: the rules of the order body, the check of a CSR, the REST resources, and the tasks of requesters. */
@NullMarked
package io.eseal.request;

import org.jspecify.annotations.NullMarked;
