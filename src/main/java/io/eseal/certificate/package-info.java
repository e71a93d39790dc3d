/** Holds certificates: their fetch from CertCentral, verification, registration, download, and renewal. */
@NullMarked
package io.eseal.certificate;

import org.jspecify.annotations.NullMarked;
