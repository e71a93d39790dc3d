/**
 * Inspects a certificate that came against the order that it was issued for: one rule for each thing that the seal must
 * fulfil. Rules are pure functions of what came, what was ordered, the verdict on trust, and the time.
 */
@NullMarked
package io.eseal.inspection;

import org.jspecify.annotations.NullMarked;
