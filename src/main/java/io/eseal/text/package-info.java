/** Tells what of a text people can see. Depends on no other package of the service. */
@NullMarked
package io.eseal.text;

import org.jspecify.annotations.NullMarked;
