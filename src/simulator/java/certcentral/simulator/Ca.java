package certcentral.simulator;

import java.security.PrivateKey;
import java.security.cert.X509Certificate;

/** A root and the issuing CA below it. The root's key signs once and is not kept. */
record Ca(X509Certificate root, X509Certificate issuing, PrivateKey key) {}
