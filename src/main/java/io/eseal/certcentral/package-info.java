/**
 * The client of DigiCert's CertCentral Services API v2: calls, wire records, error classes, limits. Knows no process
 * engine.
 */
package io.eseal.certcentral;
