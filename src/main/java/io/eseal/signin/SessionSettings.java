package io.eseal.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

import java.time.Duration;

/** @param lifetime how long after its beginning a session ends whatever happens in it: an open Tasklist never lets it idle */
@ConfigurationProperties("eseal.security.session")
record SessionSettings(@DefaultValue("PT12H") Duration lifetime) {
}
