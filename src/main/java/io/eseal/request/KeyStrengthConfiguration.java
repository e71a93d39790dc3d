package io.eseal.request;

import io.eseal.keys.KeyStrength;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Provides the sizes of keys that the settings ask for. */
@Configuration(proxyBeanMethods = false)
class KeyStrengthConfiguration {

    @Bean
    KeyStrength keyStrength(RequestSettings settings) {
        return new KeyStrength(settings.shortKeysUntil(), settings.longKeySize());
    }
}
