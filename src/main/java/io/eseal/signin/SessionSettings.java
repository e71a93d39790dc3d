package io.eseal.signin;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of sessions.
 *
 * @param lifetime how long after its beginning a session ends, even if it is in use: an open Tasklist keeps a session
 *     from being idle
 */
@Validated
@ConfigurationProperties("eseal.security.session")
record SessionSettings(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("PT12H")
        Duration lifetime) {}
