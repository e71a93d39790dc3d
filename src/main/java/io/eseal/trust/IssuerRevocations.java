package io.eseal.trust;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import java.security.GeneralSecurityException;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Asks the issuer of a certificate, whom its signature names. */
@Component
class IssuerRevocations implements PublishedRevocations {

    private final TrustSettings settings;
    private final ObjectProvider<Fetcher> fetcher;
    private final Clock clock;

    IssuerRevocations(TrustSettings settings, ObjectProvider<Fetcher> fetcher, Clock clock) {
        this.settings = settings;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public Set<Source> namedBy(X509Certificate certificate) {
        return Arrays.stream(Source.values())
                .filter(source ->
                        !RevocationCheck.addresses(source, certificate).isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }

    @Override
    public Revocation at(Source source, X509Certificate certificate, List<X509Certificate> others) {
        Fetcher fetches = fetcher.getObject();
        Set<X509Certificate> known = new LinkedHashSet<>(others);
        known.remove(certificate);
        new CaCertificates(fetches.within(settings.fetchTimeout().multipliedBy(ListsAndAnchors.ROUNDS)))
                .complete(
                        certificate,
                        known,
                        enough -> issuer(certificate, enough).isPresent());
        return issuer(certificate, known)
                .map(issuer -> new RevocationCheck(fetches, clock).at(source, certificate, issuer))
                .orElseGet(() -> RevocationCheck.unknown("The certificate of its issuer is not to be had."));
    }

    private static Optional<X509Certificate> issuer(X509Certificate certificate, Collection<X509Certificate> known) {
        return known.stream()
                .filter(candidate -> candidate.getSubjectX500Principal().equals(certificate.getIssuerX500Principal())
                        && signed(candidate, certificate))
                .findFirst();
    }

    private static boolean signed(X509Certificate issuer, X509Certificate certificate) {
        try {
            certificate.verify(issuer.getPublicKey());
            return true;
        } catch (GeneralSecurityException | RuntimeException e) {
            // Keys that cannot be read fail in ways of their own.
            return false;
        }
    }
}
