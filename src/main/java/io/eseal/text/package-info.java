/** Tells what of a text people can see, and by which form it is found. Depends on no other package of the service. */
@NullMarked
package io.eseal.text;

import org.jspecify.annotations.NullMarked;
