/**
 * Holds the revocation of a seal: the request for it, its approval by another person, the call to CertCentral, and the
 * check that CertCentral has revoked the seal.
 */
@NullMarked
package io.eseal.revocation;

import org.jspecify.annotations.NullMarked;
