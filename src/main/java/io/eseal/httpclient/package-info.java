/** Client for calls to other services: one deadline for the whole call, bodies and answers in memory. */
@NullMarked
package io.eseal.httpclient;

import org.jspecify.annotations.NullMarked;
