package io.eseal.inspection;

import io.eseal.text.CertificateNames;
import io.eseal.trust.TrustVerdict;
import java.util.List;
import java.util.Optional;

/**
 * Grounds of a report's verdict on trust.
 *
 * @param path names of the certificate, its issuers and the anchor, in this order; empty when there is no path
 * @param whyNoPath why there is no path; empty when there is one
 * @param anchor where the anchor comes from
 * @param listed what the trusted list says about the issuer
 * @param revocation what the issuer says about a revocation; empty when nobody asked, because no certificate came
 * @param lists the trusted lists, each with its number, date and digest
 */
public record TrustBasis(
        List<String> path,
        Optional<String> whyNoPath,
        Optional<TrustVerdict.Anchor> anchor,
        Optional<TrustVerdict.ListedService> listed,
        Optional<TrustVerdict.Revocation> revocation,
        List<TrustVerdict.ListSnapshot> lists) {

    public TrustBasis {
        path = List.copyOf(path);
        lists = List.copyOf(lists);
    }

    /** Returns the basis of a verdict. */
    public static TrustBasis of(TrustVerdict verdict) {
        return new TrustBasis(
                verdict.path().stream()
                        .map(certificate -> Quoted.plain(CertificateNames.shown(certificate.getSubjectX500Principal())))
                        .toList(),
                verdict.whyNoPath().map(Quoted::plain),
                verdict.anchor(),
                verdict.listed(),
                Optional.of(verdict.revocation()),
                verdict.lists());
    }
}
