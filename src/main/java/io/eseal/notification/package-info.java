/** Mail to people about tasks, outcomes and incidents. */
@NullMarked
package io.eseal.notification;

import org.jspecify.annotations.NullMarked;
