package io.eseal.certcentral;

/**
 * Place of the CSR in the body of an order. DigiCert's page on eu_eseal does not say it; DigiCert's similar products
 * put the CSR below {@code certificate}.
 */
public enum CsrPlacement {
    CERTIFICATE,
    ROOT
}
