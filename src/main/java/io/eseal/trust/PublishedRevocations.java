package io.eseal.trust;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;

/**
 * Asks where relying parties learn whether a certificate is revoked: its OCSP responder and its CRL, each by itself.
 */
public interface PublishedRevocations {

    /** Returns the kinds of source that the certificate names an address for over http or https. */
    Set<Source> namedBy(X509Certificate certificate);

    /**
     * Asks one kind of source. Nothing else says whether the certificate is trusted: what counts is the word of whoever
     * signed it.
     *
     * @param others certificates that came with it, in any order; its issuer is fetched when it is not among them
     * @return the status; {@code UNKNOWN} with the reason when the source says nothing
     */
    Revocation at(Source source, X509Certificate certificate, List<X509Certificate> others);
}
