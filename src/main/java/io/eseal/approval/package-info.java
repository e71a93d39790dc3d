/** Who must say yes: the approval policy, separation of duties, and the fingerprint of what was approved. */
package io.eseal.approval;
