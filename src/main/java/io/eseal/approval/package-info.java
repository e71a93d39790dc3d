/** Approval of requests: the approval policy, the separation of duties, and the fingerprint of the approved content. */
@NullMarked
package io.eseal.approval;

import org.jspecify.annotations.NullMarked;
