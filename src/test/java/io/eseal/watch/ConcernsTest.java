package io.eseal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.keys.KeyStrength;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.ListedService;
import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import io.eseal.watch.Concern.Cause;
import java.math.BigInteger;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAPublicKey;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.DERSequence;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.qualified.QCStatement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConcernsTest {

    private static final KeyStrength STRENGTH = new KeyStrength(LocalDate.of(2028, 12, 31), 3072);
    private static final Instant NOW = Instant.parse("2028-12-31T23:59:59Z");

    private final X509Certificate certificate = mock(X509Certificate.class);
    private final RSAPublicKey key = mock(RSAPublicKey.class);

    @BeforeEach
    void a_short_key() {
        when(key.getModulus()).thenReturn(BigInteger.ONE.shiftLeft(2047));
        when(certificate.getPublicKey()).thenReturn(key);
        when(certificate.getSigAlgName()).thenReturn("SHA256withRSA");
    }

    private static TrustVerdict verdict(boolean path, Optional<Boolean> granted, Status revocation) {
        return new TrustVerdict(
                path ? List.of(mock(X509Certificate.class)) : List.of(),
                path ? Optional.empty() : Optional.of("The CA has ended."),
                Optional.empty(),
                granted.map(seals ->
                        new ListedService("Example Trust", "Seals", "BE", true, seals, "QCERT_FOR_ESEAL_QSCD")),
                new Revocation(
                        revocation,
                        revocation == Status.REVOKED ? Optional.of(NOW) : Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty()),
                List.of());
    }

    private List<Cause> causes(TrustVerdict verdict, Instant now) {
        return new Concerns(STRENGTH, now, Optional.of("QCERT_FOR_ESEAL"))
                .of(certificate, verdict).stream().map(Concern::cause).toList();
    }

    private static TrustVerdict qualified(boolean granted, String atIssuance, String now) {
        return new TrustVerdict(
                List.of(mock(X509Certificate.class)),
                Optional.empty(),
                Optional.of(TrustVerdict.Anchor.LIST),
                Optional.of(new ListedService("Example Trust", "Seals", "BE", true, granted, atIssuance)),
                new Revocation(Status.GOOD, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                List.of(),
                Optional.of(now));
    }

    private List<String> ofQualification(boolean granted, String atIssuance, String now, String accepted) {
        return new Concerns(STRENGTH, NOW, Optional.of(accepted).filter(known -> !known.isEmpty()))
                .of(certificate, qualified(granted, atIssuance, now)).stream()
                        .filter(concern -> concern.cause() == Cause.QUALIFICATION_LOST)
                        .map(Concern::sentence)
                        .toList();
    }

    @ParameterizedTest
    @CsvSource({
        "CERT_FOR_ESEAL, CERT_FOR_ESEAL, QCERT_FOR_ESEAL",
        "QCERT_FOR_ESEAL, CERT_FOR_ESEAL, QCERT_FOR_ESEAL",
        "CERT_FOR_ESEAL, QCERT_FOR_ESEAL, QCERT_FOR_ESEAL",
        "QCERT_FOR_ESEAL, QCERT_FOR_ESIG, QCERT_FOR_ESEAL",
        "QCERT_FOR_ESEAL, CERT_FOR_ESEAL, ''",
        // Accepted while services were in conflict.
        "QCERT_FOR_ESEAL, CERT_FOR_ESEAL, NA"
    })
    void a_certificate_that_its_list_calls_no_qualified_one_for_seals_any_more_is_a_concern(
            String atIssuance, String now, String accepted) {
        assertThat(ofQualification(true, atIssuance, now, accepted))
                .singleElement()
                .asString()
                .startsWith("By the trusted list of BE as it is now, the certificate is no qualified one for seals (");
        assertThat(ofQualification(false, atIssuance, now, accepted))
                .as("the concern about the issuer tells it")
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "QCERT_FOR_ESEAL, QCERT_FOR_ESEAL, QCERT_FOR_ESEAL",
        "QCERT_FOR_ESEAL, QCERT_FOR_ESEAL, ''",
        "QCERT_FOR_ESEAL_QSCD, QCERT_FOR_ESEAL_QSCD, QCERT_FOR_ESEAL",
        // Accepted so when it came.
        "CERT_FOR_ESEAL, CERT_FOR_ESEAL, CERT_FOR_ESEAL",
        "QCERT_FOR_ESEAL, QCERT_FOR_ESEAL, NA",
        // Services in conflict.
        "NA, NA, NA",
        "QCERT_FOR_ESEAL, NA, QCERT_FOR_ESEAL"
    })
    void a_qualification_that_is_as_it_was_or_is_not_told_is_no_concern(
            String atIssuance, String now, String accepted) {
        assertThat(ofQualification(true, atIssuance, now, accepted)).isEmpty();
    }

    @Test
    void a_tokens_certificate_that_its_list_places_on_no_qualified_device_any_more_is_a_concern() throws Exception {
        assertThat(ofQualification(true, "QCERT_FOR_ESEAL_QSCD", "QCERT_FOR_ESEAL", "QCERT_FOR_ESEAL_QSCD"))
                .as("a certificate that does not say that its key is on a device")
                .isEmpty();
        when(certificate.getExtensionValue(Extension.qCStatements.getId()))
                .thenReturn(new DEROctetString(new DERSequence(new QCStatement(QCStatement.id_etsi_qcs_QcSSCD)))
                        .getEncoded());
        assertThat(ofQualification(true, "QCERT_FOR_ESEAL_QSCD", "QCERT_FOR_ESEAL", "QCERT_FOR_ESEAL_QSCD"))
                .singleElement()
                .asString()
                .contains("on a qualified device (QCERT_FOR_ESEAL)");
        assertThat(ofQualification(true, "QCERT_FOR_ESEAL", "QCERT_FOR_ESEAL", "QCERT_FOR_ESEAL"))
                .isEmpty();
        assertThat(ofQualification(true, "QCERT_FOR_ESEAL_QSCD", "QCERT_FOR_ESEAL_QSCD", "QCERT_FOR_ESEAL_QSCD"))
                .isEmpty();
    }

    @Test
    void whether_a_qualification_is_back_is_left_open_while_it_is_not_told() {
        assertThat(Concerns.unanswered(qualified(true, "QCERT_FOR_ESEAL", "NA")))
                .containsExactly(Cause.QUALIFICATION_LOST);
        assertThat(Concerns.unanswered(qualified(false, "QCERT_FOR_ESEAL", "CERT_FOR_ESEAL")))
                .containsExactly(Cause.QUALIFICATION_LOST);
        assertThat(Concerns.unanswered(qualified(true, "QCERT_FOR_ESEAL", "QCERT_FOR_ESEAL")))
                .isEmpty();
    }

    @Test
    void a_seal_of_which_all_is_still_true_gives_no_concern() {
        assertThat(causes(verdict(true, Optional.of(true), Status.GOOD), NOW)).isEmpty();
        assertThat(causes(verdict(true, Optional.empty(), Status.GOOD), NOW))
                .as("an anchor of one's own")
                .isEmpty();
    }

    @Test
    void a_status_that_nobody_tells_is_no_concern() {
        assertThat(causes(verdict(true, Optional.of(true), Status.UNKNOWN), NOW))
                .isEmpty();
    }

    @Test
    void a_revocation_an_untrusted_issuer_and_a_withdrawn_one_are_concerns() {
        assertThat(causes(verdict(true, Optional.of(true), Status.REVOKED), NOW))
                .containsExactly(Cause.REVOKED_OUTSIDE);
        assertThat(causes(verdict(false, Optional.empty(), Status.UNKNOWN), NOW))
                .containsExactly(Cause.ISSUER_NOT_TRUSTED);
        assertThat(causes(verdict(true, Optional.of(false), Status.GOOD), NOW)).containsExactly(Cause.ISSUER_WITHDRAWN);
    }

    @Test
    void a_short_key_is_a_concern_from_the_day_after_its_last_one() {
        TrustVerdict good = verdict(true, Optional.of(true), Status.GOOD);
        assertThat(causes(good, NOW.plusSeconds(1))).containsExactly(Cause.ALGORITHM_PAST_ITS_DATE);
        when(key.getModulus()).thenReturn(BigInteger.ONE.shiftLeft(3071));
        assertThat(causes(good, NOW.plusSeconds(1))).isEmpty();
    }

    @Test
    void a_signature_with_SHA_1_is_a_concern() {
        when(certificate.getSigAlgName()).thenReturn("SHA1withRSA");
        assertThat(causes(verdict(true, Optional.of(true), Status.GOOD), NOW))
                .containsExactly(Cause.ALGORITHM_PAST_ITS_DATE);
    }
}
