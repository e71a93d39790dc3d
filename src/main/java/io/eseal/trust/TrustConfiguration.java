package io.eseal.trust;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Lazy;

/** Creates the client for downloads from its settings. */
@Configuration(proxyBeanMethods = false)
class TrustConfiguration {

    @Bean
    @Lazy
    Fetcher trustFetcher(TrustSettings settings) {
        return new Fetcher(settings.fetchTimeout(), settings.privateAddresses());
    }
}
