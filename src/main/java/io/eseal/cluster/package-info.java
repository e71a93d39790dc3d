/** The nodes that share one database: who runs, and what becomes of the jobs of a node that runs no longer. */
@NullMarked
package io.eseal.cluster;

import org.jspecify.annotations.NullMarked;
