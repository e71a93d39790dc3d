/** Telling people what happened and what waits for them. */
package io.eseal.notification;
