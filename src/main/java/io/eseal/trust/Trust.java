package io.eseal.trust;

import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/** Judges whether certificates may be trusted. */
public interface Trust {

    /**
     * Looks for a path from the certificate to a trusted anchor, and for what trusted lists and the issuer's revocation
     * service say about it.
     *
     * @param leaf the certificate
     * @param others certificates that came with it, in any order
     * @param at the moment for which trust is judged; the path of a certificate that begins later is judged for its
     *     beginning, and whether it has begun is left to the caller
     * @throws TrustUnavailableException when no source of trust can be read now; the caller tries again later
     */
    TrustVerdict judge(X509Certificate leaf, List<X509Certificate> others, Instant at);

    /**
     * Judges one of many certificates at which somebody looks regularly. A CRL may be one that was fetched for another
     * of them some minutes ago.
     *
     * @throws TrustUnavailableException when no source of trust can be read now; the caller tries again later
     */
    TrustVerdict judgeAgain(X509Certificate leaf, List<X509Certificate> others, Instant at);
}
