package io.eseal.trust;

import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Judges by the trusted lists, and by the file of anchors where they lead nowhere. */
@Component
class ListsAndAnchors implements Trust {

    private final TrustSources sources;
    private final TrustedLists trustedLists;
    private final ObjectProvider<Fetcher> fetcher;
    private final Clock clock;

    ListsAndAnchors(TrustSources sources, TrustedLists trustedLists, ObjectProvider<Fetcher> fetcher, Clock clock) {
        this.sources = sources;
        this.trustedLists = trustedLists;
        this.fetcher = fetcher;
        this.clock = clock;
    }

    @Override
    public TrustVerdict judge(X509Certificate leaf, List<X509Certificate> others, Instant at) {
        return new Judgement(
                        trustedLists.current(),
                        sources.anchors(),
                        new CaCertificates(fetcher.getObject()),
                        new RevocationCheck(fetcher.getObject(), clock))
                .of(leaf, others, at);
    }
}
