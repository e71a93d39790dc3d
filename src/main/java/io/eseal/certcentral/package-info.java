/**
 * The client of DigiCert's CertCentral Services API v2: calls, wire records, error classes, limits. Knows no process
 * engine.
 */
@NullMarked
package io.eseal.certcentral;

import org.jspecify.annotations.NullMarked;
