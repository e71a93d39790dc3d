/**
 * Gives the JSON body of an order its types: what the rest of the service reads from it and changes in it. Names the
 * vendor's fields and words once; the rules that a body must follow are in {@code request}.
 */
@NullMarked
package io.eseal.orderbody;

import org.jspecify.annotations.NullMarked;
