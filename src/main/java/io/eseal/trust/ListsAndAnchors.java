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

    /**
     * CA certificates name further ones; one judgement waits for so many rounds of them that say nothing, and once more
     * for those who say whether certificates are revoked, whose time is their own.
     */
    static final int ROUNDS = 2;

    private final TrustSettings settings;
    private final TrustSources sources;
    private final TrustedLists trustedLists;
    private final ObjectProvider<Fetcher> fetcher;
    private final Clock clock;
    private final KeptCrls crls;

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
        this.crls = new KeptCrls(clock);
    }

    @Override
    public TrustVerdict judge(X509Certificate leaf, List<X509Certificate> others, Instant at) {
        return judge(leaf, others, at, new RevocationCheck(fetcher.getObject(), clock));
    }

    @Override
    public TrustVerdict judgeAgain(X509Certificate leaf, List<X509Certificate> others, Instant at) {
        return judge(leaf, others, at, new RevocationCheck(fetcher.getObject(), clock, Optional.of(crls)));
    }

    private TrustVerdict judge(
            X509Certificate leaf, List<X509Certificate> others, Instant at, RevocationCheck revocations) {
        Optional<LoadedLists> lists = trustedLists.current();
        Fetcher fetches = fetcher.getObject().within(settings.fetchTimeout().multipliedBy(ROUNDS));
        return new Judgement(lists, sources.anchors(), new CaCertificates(fetches), revocations).of(leaf, others, at);
    }
}
