package certcentral.simulator;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/**
 * A root certificate, the issuing CA below it and the issuing CA's key. The root's key signs once and is not stored.
 */
record Ca(X509Certificate root, X509Certificate issuing, PrivateKey key) {}
