/** How calls to other services are sent: one deadline for the whole call, bodies and answers in memory. */
@NullMarked
package io.eseal.httpclient;

import org.jspecify.annotations.NullMarked;
