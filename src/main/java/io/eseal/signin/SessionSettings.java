package io.eseal.signin;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * @param lifetime how long after its beginning a session ends whatever happens in it: an open Tasklist never lets it
 *     idle
 */
@Validated
@ConfigurationProperties("eseal.security.session")
record SessionSettings(
        @NotNull @DurationMin(minutes = 1) @DefaultValue("PT12H")
        Duration lifetime) {}
