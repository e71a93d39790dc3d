package io.eseal.inspection;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.time.Period;
import java.util.List;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the rules that a certificate must fulfil.
 *
 * @param clockSkew how far in the future a certificate may begin
 * @param longestValidity longest validity of a certificate
 * @param endTolerance days by which a certificate's end may differ from the ordered one; more is not accepted, fewer
 *     but more than one is a finding
 * @param renewalExtension days that a renewal's end may lie after the ordered one, besides the tolerance
 * @param issuer what the certificates of the issuer have in common; DigiCert's by default
 */
@Validated
@ConfigurationProperties("eseal.inspection")
public record InspectionSettings(
        @NotNull @DurationMin @DefaultValue("PT5M") Duration clockSkew,

        @NotNull @DefaultValue("P3Y") Period longestValidity,
        @Min(1) @DefaultValue("31") int endTolerance,
        @Min(0) @DefaultValue("90") int renewalExtension,
        @NotNull @Valid @DefaultValue Issuer issuer) {

    /** Returns the settings of an installation that sets none. */
    public static InspectionSettings defaults() {
        return new InspectionSettings(Duration.ofMinutes(5), Period.ofYears(3), 31, 90, Issuer.digiCert());
    }

    /**
     * What the certificates of one issuer have in common, beyond what the standards ask of every issuer.
     *
     * @param csrPolicy policy of a seal whose key is the customer's own; empty when the issuer has no such rule
     * @param tokenPolicy policy of a seal whose key is on a token; empty when the issuer has no such rule
     * @param keyUsages types of key usage (ETSI EN 319 412-2, table 1) that its seals have; empty for any
     * @param keyPurposes purposes, as object identifiers, that the keys of its seals may have; another one is a
     *     finding; empty for any
     * @param extensions further extensions and QC statements, as object identifiers, that its seals have; one that
     *     neither seals in general nor these have is a finding
     * @param statesPds whether each of its seals names a disclosure statement (QcPDS)
     */
    public record Issuer(
            @NotNull @DefaultValue(QCP_L) String csrPolicy,
            @NotNull @DefaultValue(QCP_L_QSCD) String tokenPolicy,
            @NotNull @DefaultValue({"A", "B"}) List<KeyUsageType> keyUsages,

            @NotNull
            @DefaultValue({CLIENT_AUTH, EMAIL_PROTECTION, DOCUMENT_SIGNING, MICROSOFT_DOCUMENTS, ADOBE_DOCUMENTS})
            List<@Pattern(regexp = "[0-2](\\.\\d+)+") String> keyPurposes,

            @NotNull @DefaultValue List<@Pattern(regexp = "[0-2](\\.\\d+)+") String> extensions,

            @DefaultValue("true") boolean statesPds) {

        private static final String QCP_L = "0.4.0.194112.1.1";
        private static final String QCP_L_QSCD = "0.4.0.194112.1.3";
        private static final String CLIENT_AUTH = "1.3.6.1.5.5.7.3.2";
        private static final String EMAIL_PROTECTION = "1.3.6.1.5.5.7.3.4";
        // RFC 9336.
        private static final String DOCUMENT_SIGNING = "1.3.6.1.5.5.7.3.36";
        // Signatures in documents of Office and Acrobat, from before RFC 9336.
        private static final String MICROSOFT_DOCUMENTS = "1.3.6.1.4.1.311.10.3.12";
        private static final String ADOBE_DOCUMENTS = "1.2.840.113583.1.1.5";

        public Issuer {
            keyUsages = List.copyOf(keyUsages);
            keyPurposes = List.copyOf(keyPurposes);
            extensions = List.copyOf(extensions);
        }

        /** Returns what DigiCert's seals have in common. */
        public static Issuer digiCert() {
            return new Issuer(
                    QCP_L,
                    QCP_L_QSCD,
                    List.of(KeyUsageType.A, KeyUsageType.B),
                    List.of(CLIENT_AUTH, EMAIL_PROTECTION, DOCUMENT_SIGNING, MICROSOFT_DOCUMENTS, ADOBE_DOCUMENTS),
                    List.of(),
                    true);
        }

        String policy(boolean onToken) {
            return onToken ? tokenPolicy : csrPolicy;
        }
    }
}
