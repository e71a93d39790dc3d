/** Takes what asks for the same seal with a new key, and orders it as a new request that is linked to the old one. */
@NullMarked
package io.eseal.reissue;

import org.jspecify.annotations.NullMarked;
