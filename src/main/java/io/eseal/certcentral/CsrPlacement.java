package io.eseal.certcentral;

/**
 * Where the CSR stands in the body of an order: DigiCert's page for eu_eseal leaves it open, its sister products nest
 * it.
 */
public enum CsrPlacement {
    CERTIFICATE,
    ROOT
}
