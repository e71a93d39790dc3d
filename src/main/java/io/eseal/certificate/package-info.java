/** The certificate that comes back: fetch, verify, register, hand out, renew. */
package io.eseal.certificate;
