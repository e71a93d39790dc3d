/** Indexes of ours on the engine's tables. */
@NullMarked
package io.eseal.indexes;

import org.jspecify.annotations.NullMarked;
