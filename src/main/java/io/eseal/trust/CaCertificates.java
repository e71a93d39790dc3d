package io.eseal.trust;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.function.Predicate;

/** Fetches CA certificates that did not come along, from where certificates say that their issuer's is. */
final class CaCertificates {

    private static final int LARGEST = 256 * 1024;
    private static final int MOST = 30;
    private static final int HIGHEST = 3;

    private final Fetcher fetcher;

    CaCertificates(Fetcher fetcher) {
        this.fetcher = fetcher;
    }

    /**
     * Adds issuers to the certificates, one storey after the other, until there are enough.
     *
     * @param enough says whether these suffice
     */
    void complete(X509Certificate leaf, Set<X509Certificate> others, Predicate<Set<X509Certificate>> enough) {
        List<X509Certificate> storey = new ArrayList<>(others);
        storey.add(leaf);
        for (int height = 0; height < HIGHEST && !storey.isEmpty() && !enough.test(others); height++) {
            Set<X509Certificate> issuers = new LinkedHashSet<>();
            AtOnce.all(storey.stream()
                            .flatMap(certificate -> NamedAddresses.ofIssuers(certificate).stream())
                            .distinct()
                            .<Callable<List<X509Certificate>>>map(place -> () -> fetch(place)))
                    .forEach(issuers::addAll);
            issuers.removeAll(others);
            storey = issuers.stream().limit(Math.max(0, MOST - others.size())).toList();
            others.addAll(storey);
        }
    }

    /** Returns the certificates at an address; none when there is nothing readable, which the missing path tells. */
    private List<X509Certificate> fetch(URI place) {
        try {
            return CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(fetcher.get(place, LARGEST)))
                    .stream()
                    .map(X509Certificate.class::cast)
                    .toList();
        } catch (IOException | CertificateException | RuntimeException e) {
            return List.of();
        }
    }
}
