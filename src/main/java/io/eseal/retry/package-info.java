/**
 * What happens to a step that failed: its next try by the class of the failure, the record of its cause, and pulling it
 * forward.
 */
@NullMarked
package io.eseal.retry;

import org.jspecify.annotations.NullMarked;
