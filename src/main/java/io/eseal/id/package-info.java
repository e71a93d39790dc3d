/** Values that name a request: none of them can hold what is no name. */
package io.eseal.id;
