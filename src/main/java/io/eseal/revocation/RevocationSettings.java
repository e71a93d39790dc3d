package io.eseal.revocation;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of revocations, {@code eseal.revocation.*}.
 *
 * @param checkInterval how often OCSP and CRL are asked after CertCentral has revoked a certificate, until they show it
 * @param visibleWithin how long after the request OCSP and CRL may take before a person chases the revocation, and how
 *     soon again; eIDAS, article 24(3), gives a provider 24 hours
 */
@Validated
@ConfigurationProperties("eseal.revocation")
record RevocationSettings(
        @NotNull @DurationMin(millis = 1) @DefaultValue("PT15M")
        Duration checkInterval,

        @NotNull @DurationMin(millis = 1) @DefaultValue("P1D")
        Duration visibleWithin) {}
