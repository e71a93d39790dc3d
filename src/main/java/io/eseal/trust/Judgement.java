package io.eseal.trust;

import io.eseal.text.CertificateNames;
import io.eseal.trust.LoadedLists.Listing;
import io.eseal.trust.PathFinder.Found;
import io.eseal.trust.TrustVerdict.Anchor;
import io.eseal.trust.TrustVerdict.ListSnapshot;
import io.eseal.trust.TrustVerdict.ListedService;
import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x500.style.IETFUtils;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Judges certificates by what was read of the sources of trust.
 *
 * @param lists the trusted lists; empty when the settings want none
 * @param fileAnchors the anchors of the file
 */
record Judgement(
        Optional<LoadedLists> lists,
        List<X509Certificate> fileAnchors,
        CaCertificates caCertificates,
        RevocationCheck revocations) {

    private static final Logger LOG = LoggerFactory.getLogger(Judgement.class);

    /**
     * Judges a certificate. One on which the search or DSS fails is not trusted: it would fail again and again, and at
     * everybody who checks a seal.
     *
     * @throws TrustUnavailableException when a source of trust cannot be read now
     */
    TrustVerdict of(X509Certificate leaf, List<X509Certificate> others, Instant at) {
        try {
            return judged(leaf, others, at);
        } catch (TrustUnavailableException e) {
            throw e;
        } catch (RuntimeException | StackOverflowError e) {
            if (Thread.currentThread().isInterrupted()) {
                throw e;
            }
            LOG.warn("A certificate cannot be judged", e);
            return noPath("The European validator fails on the certificate, because a part of it, such as its key or an"
                    + " extension, is of a kind or a form that it cannot read.");
        }
    }

    private TrustVerdict judged(X509Certificate leaf, List<X509Certificate> others, Instant at) {
        if (lists.isEmpty() && fileAnchors.isEmpty()) {
            throw new TrustUnavailableException("There are neither trusted lists nor a file of anchors.");
        }
        Set<X509Certificate> known = new LinkedHashSet<>(others);
        known.remove(leaf);
        Instant begun = begun(leaf, at);
        caCertificates.complete(leaf, known, enough -> leadsToAnAnchor(leaf, enough, begun));
        if (lists.isEmpty()) {
            return byFile(PathFinder.find(leaf, known, fileAnchors, begun));
        }
        LoadedLists loaded = lists.get();
        Found listed = PathFinder.find(leaf, known, loaded.anchors(), begun);
        if (!listed.path().isEmpty()) {
            return byList(listed.path(), loaded, at);
        }
        issuersCountry(leaf).filter(loaded::misses).ifPresent(country -> {
            throw new TrustUnavailableException(
                    "The trusted list of " + country + ", the country of the certificate's issuer, is missing.");
        });
        Found filed = PathFinder.find(leaf, known, fileAnchors, begun);
        return filed.path().isEmpty() ? noPath(listed) : byFile(filed);
    }

    /** Clocks differ by minutes: whether the certificate itself has begun is no question of whom it leads to. */
    private static Instant begun(X509Certificate leaf, Instant at) {
        Instant begin = leaf.getNotBefore().toInstant();
        return begin.isAfter(at) ? begin : at;
    }

    private boolean leadsToAnAnchor(X509Certificate leaf, Set<X509Certificate> others, Instant at) {
        return lists.stream().anyMatch(loaded -> isPath(PathFinder.find(leaf, others, loaded.anchors(), at)))
                || isPath(PathFinder.find(leaf, others, fileAnchors, at));
    }

    private static boolean isPath(Found found) {
        return !found.path().isEmpty();
    }

    private TrustVerdict byList(List<X509Certificate> path, LoadedLists loaded, Instant at) {
        X509Certificate anchor = path.get(path.size() - 1);
        Listing listing = loaded.listing(anchor, path.get(0).getNotBefore().toInstant(), at);
        Qualification qualification = Qualification.of(path, loaded, at);
        return verdict(
                path,
                Anchor.LIST,
                Optional.of(new ListedService(
                        listing.provider(),
                        listing.service(),
                        listing.territory(),
                        listing.grantedAtIssuance(),
                        listing.grantedForSeals(),
                        qualification.atIssuance())),
                listing.lists(),
                Optional.of(qualification.now()));
    }

    private TrustVerdict byFile(Found found) {
        return found.path().isEmpty()
                ? noPath(found)
                : verdict(found.path(), Anchor.FILE, Optional.empty(), listOfLists(), Optional.empty());
    }

    private TrustVerdict noPath(Found found) {
        return noPath(found.whyNot().orElse("There is no path to a trusted CA."));
    }

    private TrustVerdict noPath(String why) {
        return new TrustVerdict(
                List.of(),
                Optional.of(why),
                Optional.empty(),
                Optional.empty(),
                RevocationCheck.unknown("Nobody trusted could be asked."),
                listOfLists());
    }

    private TrustVerdict verdict(
            List<X509Certificate> path,
            Anchor anchor,
            Optional<ListedService> listed,
            List<ListSnapshot> snapshots,
            Optional<String> qualificationNow) {
        List<Revocation> statuses = revocations.statuses(path);
        for (int i = 1; i < statuses.size(); i++) {
            Revocation ofCa = statuses.get(i);
            if (ofCa.status() == Status.REVOKED) {
                return noPath("The certificate of "
                        + CertificateNames.shown(path.get(i).getSubjectX500Principal()) + " was revoked"
                        + ofCa.revokedAt().map(moment -> " on " + moment).orElse("") + ".");
            }
        }
        Revocation revocation =
                statuses.isEmpty() ? RevocationCheck.unknown("The certificate is an anchor itself.") : statuses.get(0);
        return new TrustVerdict(
                path, Optional.empty(), Optional.of(anchor), listed, revocation, snapshots, qualificationNow);
    }

    private List<ListSnapshot> listOfLists() {
        return lists.map(LoadedLists::listOfLists).orElse(List.of());
    }

    private static Optional<String> issuersCountry(X509Certificate certificate) {
        X500Name issuer =
                X500Name.getInstance(certificate.getIssuerX500Principal().getEncoded());
        return Arrays.stream(issuer.getRDNs(BCStyle.C))
                .map(country -> IETFUtils.valueToString(country.getFirst().getValue()))
                .findFirst();
    }
}
