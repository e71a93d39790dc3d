package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.bouncycastle.cert.ocsp.RevokedStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RevocationCheckTest {

    private static final TestCa ISSUER = TestCa.root("CN=Issuer,C=BE");
    private static final TestCa STRANGER = TestCa.root("CN=Issuer,C=BE");
    private static final Instant NOW = TestCa.NOW;
    private static final Instant LATER = NOW.plus(Duration.ofDays(7));

    private final TestSite site = new TestSite();
    private final RevocationCheck check =
            new RevocationCheck(new Fetcher(Duration.ofSeconds(2), true), Clock.systemUTC());
    private final X509Certificate both =
            ISSUER.seal(TestCa.ocspAt(site.address("/ocsp")), TestCa.crlAt(site.address("/crl")));
    private final X509Certificate crlAlone = ISSUER.seal(TestCa.crlAt(site.address("/crl")));

    @AfterEach
    void close() {
        site.close();
    }

    private void ocspSays(TestCa responder, CertificateStatus status) {
        site.answers("/ocsp", request -> responder.ocsp(request, status, NOW));
    }

    private Revocation status(X509Certificate certificate) {
        return check.status(certificate, ISSUER.certificate());
    }

    private static TestCa delegate(TestCa by, org.bouncycastle.asn1.x509.KeyPurposeId purpose) {
        KeyPair keys = TestCa.newKeys();
        return new TestCa(
                keys,
                by.issue(
                        "CN=Responder,C=BE",
                        keys,
                        TestCa.SINCE,
                        TestCa.UNTIL,
                        "SHA256withECDSA",
                        builder -> builder.addExtension(
                                Extension.extendedKeyUsage, false, new ExtendedKeyUsage(purpose))));
    }

    @Test
    void the_issuer_says_that_it_is_good() {
        ocspSays(ISSUER, CertificateStatus.GOOD);
        Revocation revocation = status(both);
        assertThat(revocation.status()).isEqualTo(Status.GOOD);
        assertThat(revocation.source()).contains(Source.OCSP);
        assertThat(revocation.producedAt()).contains(NOW);
        assertThat(site.calls).startsWith("/ocsp");
    }

    @Test
    void a_revocation_that_is_announced_for_later_counts_at_once() {
        Date later = Date.from(NOW.plus(Duration.ofDays(300)));
        ocspSays(ISSUER, new RevokedStatus(later, CRLReason.cessationOfOperation));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        assertThat(status(both).revokedAt()).contains(later.toInstant());
        site.has("/crl", ISSUER.crl(Optional.of(crlAlone), Optional.of(LATER), later));
        assertThat(status(crlAlone).status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void the_issuer_says_that_it_is_revoked_since_when_and_why() {
        ocspSays(ISSUER, TestCa.revoked());
        Revocation revocation = status(both);
        assertThat(revocation.status()).isEqualTo(Status.REVOKED);
        assertThat(revocation.revokedAt()).contains(TestCa.REVOKED_AT.toInstant());
        assertThat(revocation.reason()).contains("KEY_COMPROMISE");
        assertThat(revocation.source()).contains(Source.OCSP);
    }

    @Test
    void somebody_whom_the_issuer_named_may_answer_and_nobody_else() {
        ocspSays(delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning), CertificateStatus.GOOD);
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        ocspSays(delegate(ISSUER, KeyPurposeId.id_kp_clientAuth), CertificateStatus.GOOD);
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        ocspSays(delegate(STRANGER, KeyPurposeId.id_kp_OCSPSigning), CertificateStatus.GOOD);
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        ocspSays(STRANGER, CertificateStatus.GOOD);
        assertThat(status(both).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("OCSP at ", "CRL at ", "HTTP status 404"));
    }

    @Test
    void an_old_answer_proves_nothing() {
        site.answers("/ocsp", request -> ISSUER.ocsp(request, CertificateStatus.GOOD, NOW.minus(Duration.ofDays(1))));
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void the_answer_to_another_question_proves_nothing() {
        site.answers(
                "/ocsp",
                request -> ISSUER.ocsp(
                        request,
                        CertificateStatus.GOOD,
                        NOW,
                        nonce -> new Extension(
                                OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(new byte[16]))));
        assertThat(status(both).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("answer is that to another question"));
        X509Certificate other = ISSUER.seal();
        byte[] ofOther = ISSUER.ocsp(RevocationCheckTest.question(other), CertificateStatus.GOOD, NOW, nonce -> nonce);
        site.has("/ocsp", ofOther);
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
    }

    private static byte[] question(X509Certificate certificate) {
        return TestCa.question(certificate, ISSUER.certificate());
    }

    @Test
    void where_ocsp_is_silent_the_crl_is_read() {
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        Revocation good = status(both);
        assertThat(good.status()).isEqualTo(Status.GOOD);
        assertThat(good.source()).contains(Source.CRL);
        assertThat(good.producedAt()).contains(TestCa.SINCE);
        site.has("/ocsp", "not OCSP".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        assertThat(status(both).source()).contains(Source.CRL);
        site.has("/crl", ISSUER.crl(Optional.of(crlAlone), LATER));
        assertThat(status(crlAlone).status()).isEqualTo(Status.REVOKED);
        assertThat(status(crlAlone).revokedAt()).contains(TestCa.REVOKED_AT.toInstant());
        assertThat(status(crlAlone).reason()).contains("KEY_COMPROMISE");
    }

    @Test
    void a_crl_that_is_old_or_somebody_elses_proves_nothing() {
        site.has("/crl", ISSUER.crl(Optional.empty(), NOW.minus(Duration.ofDays(1))));
        assertThat(status(crlAlone).status()).isEqualTo(Status.UNKNOWN);
        site.has("/crl", ISSUER.crl(Optional.empty(), Optional.empty()));
        assertThat(status(crlAlone).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("until when it holds"));
        site.has("/crl", STRANGER.crl(Optional.empty(), LATER));
        assertThat(status(crlAlone).status()).isEqualTo(Status.UNKNOWN);
        site.has("/crl", new byte[] {1, 2, 3});
        assertThat(status(crlAlone).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("cannot be read"));
    }

    /** A CRL names revoked certificates alone; one that was never issued is not on it either. */
    @Test
    void that_the_responder_does_not_know_it_no_crl_undoes() {
        ocspSays(ISSUER, TestCa.unknown());
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        assertThat(status(both).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("does not know"));
        site.has("/crl", ISSUER.crl(Optional.of(both), LATER));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
    }

    /** One of both is late: whoever checks a seal may ask either. */
    @Test
    void a_certificate_that_the_crl_names_is_revoked_whatever_the_responder_says() {
        ocspSays(ISSUER, CertificateStatus.GOOD);
        site.has("/crl", ISSUER.crl(Optional.of(both), LATER));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        assertThat(status(both).source()).contains(Source.CRL);
    }

    @Test
    void each_question_is_asked_anew() {
        ocspSays(ISSUER, CertificateStatus.GOOD);
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        site.has("/crl", ISSUER.crl(Optional.of(both), LATER));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        assertThat(site.calls).containsExactly("/ocsp", "/crl", "/ocsp", "/crl");
    }

    @Test
    void each_responder_that_the_certificate_names_is_asked_and_one_that_says_revoked_is_enough() {
        X509Certificate seal = ISSUER.seal(TestCa.ocspAt(site.address("/ocsp"), site.address("/second")));
        ocspSays(ISSUER, CertificateStatus.GOOD);
        site.answers("/second", request -> ISSUER.ocsp(request, CertificateStatus.GOOD, NOW));
        assertThat(status(seal).status()).isEqualTo(Status.GOOD);
        site.answers("/second", request -> ISSUER.ocsp(request, TestCa.unknown(), NOW));
        assertThat(status(seal).status()).isEqualTo(Status.UNKNOWN);
        site.answers("/second", request -> ISSUER.ocsp(request, TestCa.revoked(), NOW));
        assertThat(status(seal).status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void each_crl_that_the_certificate_names_is_read_and_one_that_names_it_is_enough() {
        X509Certificate seal = ISSUER.seal(
                TestCa.ocspAt(site.address("/ocsp")), TestCa.crlAt(site.address("/crl"), site.address("/second")));
        ocspSays(ISSUER, CertificateStatus.GOOD);
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        site.has("/second", ISSUER.crl(Optional.empty(), LATER));
        assertThat(status(seal).status()).isEqualTo(Status.GOOD);
        site.has("/second", ISSUER.crl(Optional.of(seal), LATER));
        assertThat(status(seal).status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void no_more_than_three_of_a_kind_are_asked() {
        String[] many =
                IntStream.range(0, 9).mapToObj(i -> site.address("/" + i)).toArray(String[]::new);
        assertThat(status(ISSUER.seal(TestCa.ocspAt(many), TestCa.crlAt(many))).status())
                .isEqualTo(Status.UNKNOWN);
        assertThat(site.calls).containsExactly("/0", "/1", "/2", "/0", "/1", "/2");
    }

    /** Whoever checks a seal asks one of them. */
    @Test
    void a_revocation_is_published_when_all_that_answer_say_so() {
        X509Certificate seal =
                ISSUER.seal(TestCa.ocspAt(site.address("/ocsp"), site.address("/second"), site.address("/silent")));
        ocspSays(ISSUER, TestCa.revoked());
        site.answers("/second", request -> ISSUER.ocsp(request, CertificateStatus.GOOD, NOW));
        assertThat(check.at(Source.OCSP, seal, ISSUER.certificate()).status()).isEqualTo(Status.GOOD);
        site.answers("/second", request -> ISSUER.ocsp(request, TestCa.revoked(), NOW));
        assertThat(check.at(Source.OCSP, seal, ISSUER.certificate()).status()).isEqualTo(Status.REVOKED);
    }

    @Test
    void a_certificate_that_names_nobody_to_ask_is_unknown() {
        assertThat(status(ISSUER.seal()).reason())
                .contains("The certificate names neither an OCSP responder nor a CRL.");
    }

    @Test
    void a_certificate_that_has_ended_can_still_be_asked_about() {
        X509Certificate ended = ISSUER.seal(
                TestCa.SINCE, NOW.minusSeconds(60), "SHA256withECDSA", TestCa.ocspAt(site.address("/ocsp")));
        ocspSays(ISSUER, TestCa.revoked());
        assertThat(status(ended).status()).isEqualTo(Status.REVOKED);
    }
}
