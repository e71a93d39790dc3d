package io.eseal.lifecycle;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Settings of keys that are used more than once.
 *
 * @param keptOnRenewal whether a renewal may keep the key of the seal that it renews: it is asked for with the same
 *     CSR, and nobody is told that the key is known; otherwise a CSR with that key is refused
 */
@ConfigurationProperties("eseal.keys")
public record KeySettings(@DefaultValue("false") boolean keptOnRenewal) {}
