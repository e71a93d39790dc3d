package io.eseal.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Judges by the trusted lists, and by the file of anchors where they lead nowhere. */
@Component
class ListsAndAnchors implements Trust {

    /** A certificate may name many addresses; one judgement waits for so many of them that say nothing. */
    static final int DOWNLOADS = 3;

    private final TrustSettings settings;
    private final TrustSources sources;
    private final TrustedLists trustedLists;
    private final ObjectProvider<Fetcher> fetcher;
    private final Clock clock;

    ListsAndAnchors(
            TrustSettings settings,
            TrustSources sources,
            TrustedLists trustedLists,
            ObjectProvider<Fetcher> fetcher,
            Clock clock) {
        this.settings = settings;
        this.sources = sources;
        this.trustedLists = trustedLists;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public TrustVerdict judge(X509Certificate leaf, List<X509Certificate> others, Instant at) {
        Optional<LoadedLists> lists = trustedLists.current();
        Fetcher fetches = fetcher.getObject().within(settings.fetchTimeout().multipliedBy(DOWNLOADS));
        return new Judgement(lists, sources.anchors(), new CaCertificates(fetches), new RevocationCheck(fetches, clock))
                .of(leaf, others, at);
    }
}
