/** Numbers of rows that are shown to people. */
@NullMarked
package io.eseal.counting;

import org.jspecify.annotations.NullMarked;
