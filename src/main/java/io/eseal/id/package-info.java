/** Values that name a request: none of them can hold what is no name. */
@NullMarked
package io.eseal.id;

import org.jspecify.annotations.NullMarked;
