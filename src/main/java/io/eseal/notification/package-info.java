/** Telling people what happened and what waits for them. */
@NullMarked
package io.eseal.notification;

import org.jspecify.annotations.NullMarked;
