package io.eseal.setup;

import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.env.Environment;

/**
 * Settings of who may receive the API key.
 *
 * @param allowedHosts hosts beside CertCentral's own that the API key may go to, each with its port if that is not 443
 */
@ConfigurationProperties(KeyReceivers.PREFIX)
record KeyReceivers(@DefaultValue List<String> allowedHosts) {

    static final String PREFIX = "certcentral";

    /** Returns the settings before there is an application context. */
    static KeyReceivers of(Environment environment) {
        return Binder.get(environment).bindOrCreate(PREFIX, KeyReceivers.class);
    }
}
