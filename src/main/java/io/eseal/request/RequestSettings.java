package io.eseal.request;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import java.time.LocalDate;
import org.hibernate.validator.constraints.time.DurationMax;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.format.annotation.DateTimeFormat;
import org.springframework.validation.annotation.Validated;

/**
 * Settings for rules that depend on the calendar or on national recommendations.
 *
 * @param shortKeysUntil last day on which a certificate with a shorter RSA key may still be valid (ETSI TS 119 312
 *     v1.5.1: RSA 1900+ until 2029-01-01)
 * @param longKeySize smallest RSA key, in bits, in a certificate that is valid beyond that day
 * @param issuanceWithin time within which an order is likely to be issued: the organisation's validation must last that
 *     long
 * @param accountAnswersKept how long a node goes by what CertCentral told of the account (product, organisation, its
 *     validations, contacts) before it asks again; zero to ask for each request
 * @param renewalOpens how long before a certificate's end CertCentral takes its renewal
 * @param renewalCloses how long after a certificate's end CertCentral takes its renewal
 */
@Validated
@ConfigurationProperties("eseal.request")
record RequestSettings(
        @NotNull @DefaultValue("2028-12-31") @DateTimeFormat(iso = DateTimeFormat.ISO.DATE)
        LocalDate shortKeysUntil,

        @Min(2048) @DefaultValue("3072") int longKeySize,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("P30D")
        Duration issuanceWithin,

        @NotNull @DurationMin(seconds = 0) @DurationMax(hours = 1) @DefaultValue("PT5M")
        Duration accountAnswersKept,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("P90D")
        Duration renewalOpens,

        @NotNull @DurationMin(seconds = 0) @DefaultValue("P30D")
        Duration renewalCloses) {

    static RequestSettings defaults() {
        return new RequestSettings(
                LocalDate.of(2028, 12, 31),
                3072,
                Duration.ofDays(30),
                Duration.ofMinutes(5),
                Duration.ofDays(90),
                Duration.ofDays(30));
    }
}
