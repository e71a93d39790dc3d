/** The certificate that comes back: fetch, verify, register, hand out, renew, revoke. */
package io.eseal.certificate;
