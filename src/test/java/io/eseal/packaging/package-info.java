/** Looks into the jars that the build made, and starts them as whoever installs them does. */
package io.eseal.packaging;
