/** Who must say yes: the approval policy, separation of duties, and the fingerprint of what was approved. */
@NullMarked
package io.eseal.approval;

import org.jspecify.annotations.NullMarked;
