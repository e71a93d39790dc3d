/** Retries of failed steps: the next try by the kind of failure, the record of causes, and another try on request. */
@NullMarked
package io.eseal.retry;

import org.jspecify.annotations.NullMarked;
