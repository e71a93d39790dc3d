package certcentral.simulator;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A private key with the certificate of its public key. */
record CertifiedKey(X509Certificate certificate, PrivateKey key) {}
