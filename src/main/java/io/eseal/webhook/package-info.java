/** Takes CertCentral's webhook: a hint that an order changed, upon which the order is read at once. */
@NullMarked
package io.eseal.webhook;

import org.jspecify.annotations.NullMarked;
