package io.eseal.certificate;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of certificates.
 *
 * @param proof whether a seal has to prove that it seals before it is in service: {@code required}, {@code offered}
 *     (its owner may leave it out) or {@code off}
 * @param renewalWindow time before a seal's end at which its requester is asked about renewal
 */
@Validated
@ConfigurationProperties("eseal.certificate")
record CertificateSettings(
        @NotNull @DefaultValue("required") ProofDemand proof,

        @NotNull @DurationMin(millis = 1) @DefaultValue("P90D")
        Duration renewalWindow) {}
