package io.eseal.trust;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Gives the validator of seals the same sources of trust by which certificates are judged. */
@Component
public class SealTrust {

    private static final int DOWNLOADS = 3;

    private final TrustSettings settings;
    private final TrustSources sources;
    private final TrustedLists trustedLists;
    private final ObjectProvider<Fetcher> fetcher;

    SealTrust(
            TrustSettings settings, TrustSources sources, TrustedLists trustedLists, ObjectProvider<Fetcher> fetcher) {
        this.settings = settings;
        this.sources = sources;
        this.trustedLists = trustedLists;
        this.fetcher = fetcher;
    }

    /**
     * Returns the sources for one validation.
     *
     * @throws TrustUnavailableException when no source of trust can be read now; the caller tries again later
     */
    public SealSources sources() {
        return new SealSources(
                trustedLists.current(),
                sources.anchors(),
                new IssuersAnswers(
                        fetcher.getObject().within(settings.fetchTimeout().multipliedBy(DOWNLOADS))));
    }
}
