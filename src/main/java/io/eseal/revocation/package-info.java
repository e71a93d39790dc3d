/**
 * Holds the revocation of a seal: the request for it, its approval by another person, the call to CertCentral, the
 * check that CertCentral has revoked the seal, and the look whether relying parties can see it.
 */
@NullMarked
package io.eseal.revocation;

import org.jspecify.annotations.NullMarked;
