/** The certificate that comes back: fetch, verify, register, hand out, renew. */
@NullMarked
package io.eseal.certificate;

import org.jspecify.annotations.NullMarked;
