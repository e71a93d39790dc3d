/** Watches seals in service: whether what was true when they were delivered still is. */
@NullMarked
package io.eseal.watch;

import org.jspecify.annotations.NullMarked;
