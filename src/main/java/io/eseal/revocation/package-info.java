/**
 * Asking for the revocation of a seal, its approval by somebody else, and the confirmation that CertCentral shows it.
 */
@NullMarked
package io.eseal.revocation;

import org.jspecify.annotations.NullMarked;
