/** Sessions of people, in the database: any node reads them, and none is lost when a node stops. */
@NullMarked
package io.eseal.session;

import org.jspecify.annotations.NullMarked;
