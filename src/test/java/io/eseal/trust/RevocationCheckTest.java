package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Keys;
import io.eseal.fixtures.TestClock;
import io.eseal.trust.TestCa.Told;
import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.bouncycastle.asn1.ASN1Integer;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.nist.NISTObjectIdentifiers;
import org.bouncycastle.asn1.ocsp.CertID;
import org.bouncycastle.asn1.ocsp.OCSPObjectIdentifiers;
import org.bouncycastle.asn1.x509.AccessDescription;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.asn1.x509.CRLDistPoint;
import org.bouncycastle.asn1.x509.CRLReason;
import org.bouncycastle.asn1.x509.DistributionPoint;
import org.bouncycastle.asn1.x509.DistributionPointName;
import org.bouncycastle.asn1.x509.ExtendedKeyUsage;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.asn1.x509.IssuingDistributionPoint;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.asn1.x509.ReasonFlags;
import org.bouncycastle.cert.ocsp.CertificateID;
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
        return delegate(by, purpose, TestCa.newKeys());
    }

    private static TestCa delegate(TestCa by, org.bouncycastle.asn1.x509.KeyPurposeId purpose, KeyPair keys) {
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
        assertThat(site.calls).contains("/ocsp");
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
    void a_revocation_counts_whatever_http_status_it_comes_with_and_good_counts_with_200_alone() {
        ocspSays(ISSUER, CertificateStatus.GOOD);
        site.answersWith(404);
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        assertThat(status(both).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("HTTP status 404"));

        ocspSays(STRANGER, TestCa.revoked());
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);

        ocspSays(ISSUER, TestCa.revoked());
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        // Whoever checks a seal takes no such answer, so it is not published by it.
        assertThat(check.at(Source.OCSP, both, ISSUER.certificate()).status()).isEqualTo(Status.UNKNOWN);

        site.has("/crl", ISSUER.crl(Optional.of(crlAlone), Optional.of(LATER), TestCa.REVOKED_AT));
        assertThat(status(crlAlone).status()).isEqualTo(Status.REVOKED);
        site.has("/crl", ISSUER.crl(Optional.empty(), Optional.of(LATER), TestCa.REVOKED_AT));
        assertThat(status(crlAlone).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void an_answer_that_the_server_packs_is_unpacked() {
        site.packs();
        ocspSays(ISSUER, TestCa.revoked());
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        ocspSays(ISSUER, CertificateStatus.GOOD);
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        site.has("/crl", ISSUER.crl(Optional.of(crlAlone), Optional.of(LATER), TestCa.REVOKED_AT));
        assertThat(status(crlAlone).status()).isEqualTo(Status.REVOKED);
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
    void an_answer_that_is_signed_too_weakly_is_not_believed_to_say_good() {
        site.answers("/ocsp", request -> ISSUER.ocspSigned("SHA1withECDSA", request, CertificateStatus.GOOD));
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        assertThat(status(both).reason())
                .hasValueSatisfying(why -> assertThat(why).contains("too weak"));
        site.answers("/ocsp", request -> ISSUER.ocspSigned("SHA1withECDSA", request, TestCa.revoked()));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        ocspSays(delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning, Keys.rsa(1024)), CertificateStatus.GOOD);
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        ocspSays(delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning, Keys.rsa(2048)), CertificateStatus.GOOD);
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
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
        assertThat(site.calls).containsExactlyInAnyOrder("/ocsp", "/crl", "/ocsp", "/crl");
    }

    @Test
    void the_look_at_many_certificates_fetches_their_crl_once_for_some_minutes_and_never_beyond_its_next_update() {
        TestClock clock = new TestClock();
        clock.pass(Duration.between(TestClock.START, NOW));
        Fetcher fetcher = new Fetcher(Duration.ofSeconds(2), true);
        KeptCrls crls = new KeptCrls(clock);
        RevocationCheck look = new RevocationCheck(fetcher, clock, Optional.of(crls));
        X509Certificate other = ISSUER.seal(TestCa.crlAt(site.address("/crl")));
        site.has("/crl", ISSUER.crl(Optional.of(other), LATER));
        assertThat(look.status(crlAlone, ISSUER.certificate()).status()).isEqualTo(Status.GOOD);
        assertThat(look.status(other, ISSUER.certificate()).status()).isEqualTo(Status.REVOKED);
        assertThat(site.calls).containsExactly("/crl");
        // Whoever has to know it now asks anew.
        new RevocationCheck(fetcher, clock).status(other, ISSUER.certificate());
        assertThat(site.calls).containsExactly("/crl", "/crl");

        clock.pass(KeptCrls.LONGEST);
        site.has("/crl", ISSUER.crl(Optional.empty(), NOW.plus(KeptCrls.LONGEST).plusSeconds(60)));
        assertThat(look.status(crlAlone, ISSUER.certificate()).status()).isEqualTo(Status.GOOD);
        assertThat(site.calls).hasSize(3);
        clock.pass(Duration.ofSeconds(60));
        site.has("/crl", new byte[] {1, 2, 3});
        for (int looks = 4; looks < 6; looks++) {
            assertThat(look.status(crlAlone, ISSUER.certificate()).status()).isEqualTo(Status.UNKNOWN);
            assertThat(site.calls).hasSize(looks);
        }
    }

    @Test
    void a_crl_is_kept_for_some_minutes_and_never_beyond_its_next_update() {
        TestClock clock = new TestClock();
        KeptCrls crls = new KeptCrls(clock);
        URI place = URI.create("http://crl.example/0");
        byte[] content = {1};
        Instant now = clock.instant();
        crls.keep(place, content, now.plus(Duration.ofDays(1)));
        clock.pass(KeptCrls.LONGEST.minusSeconds(1));
        assertThat(crls.find(place)).contains(content);
        clock.pass(Duration.ofSeconds(1));
        assertThat(crls.find(place)).isEmpty();
        crls.keep(place, content, clock.instant().plusSeconds(60));
        clock.pass(Duration.ofSeconds(59));
        assertThat(crls.find(place)).contains(content);
        clock.pass(Duration.ofSeconds(1));
        assertThat(crls.find(place)).isEmpty();
        // One that is over takes the place of its predecessor and is not kept itself.
        crls.keep(place, content, clock.instant().plusSeconds(60));
        crls.keep(place, content, clock.instant());
        assertThat(crls.find(place)).isEmpty();
    }

    @Test
    void crls_are_kept_while_there_is_room() {
        KeptCrls crls = new KeptCrls(Clock.systemUTC());
        URI first = URI.create("http://crl.example/0");
        crls.keep(first, new byte[20 * 1024 * 1024], LATER);
        crls.keep(URI.create("http://crl.example/1"), new byte[10 * 1024 * 1024], LATER);
        assertThat(crls.find(first)).isPresent();
        crls.keep(URI.create("http://crl.example/2"), new byte[3 * 1024 * 1024], LATER);
        assertThat(crls.find(first)).isPresent();
        assertThat(crls.find(URI.create("http://crl.example/1"))).isEmpty();
        crls.keep(first, new byte[40 * 1024 * 1024], LATER);
        assertThat(crls.find(first)).isEmpty();
        for (int i = 0; i < 30; i++) {
            crls.keep(URI.create("http://crl.example/" + i), new byte[1], LATER);
        }
        assertThat(crls.find(first)).isEmpty();
        assertThat(crls.find(URI.create("http://crl.example/29"))).isPresent();
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
        assertThat(site.calls).containsExactlyInAnyOrder("/0", "/1", "/2", "/0", "/1", "/2");
    }

    /** All have less time together than four that do not answer would take. */
    @Test
    void sources_that_do_not_answer_take_no_time_from_the_one_that_says_revoked() {
        site.isSilentAt("/silent");
        String[] silent = {site.address("/silent"), site.address("/silent?2"), site.address("/silent?3")};
        RevocationCheck limited = new RevocationCheck(
                new Fetcher(Duration.ofMillis(700), true).within(Duration.ofMillis(2100)), Clock.systemUTC());
        X509Certificate listed =
                ISSUER.seal(TestCa.ocspAt(silent), TestCa.crlAt(site.address("/silent"), site.address("/crl")));
        site.has("/crl", ISSUER.crl(Optional.of(listed), LATER));
        assertThat(limited.status(listed, ISSUER.certificate()).status()).isEqualTo(Status.REVOKED);
        assertThat(limited.at(Source.CRL, listed, ISSUER.certificate()).status())
                .isEqualTo(Status.REVOKED);
    }

    /** The CA certificates of a path have sources of their own. */
    @Test
    void the_time_that_a_silent_source_of_one_takes_is_not_that_of_others() {
        site.isSilentAt("/silent");
        TestCa middle = ISSUER.ca(
                "CN=Middle,C=BE",
                TestCa.ocspAt(site.address("/silent"), site.address("/silent?2"), site.address("/silent?3")),
                TestCa.crlAt(site.address("/silent")));
        X509Certificate seal = middle.seal(
                TestCa.crlAt(site.address("/crl")),
                TestCa.access(
                        AccessDescription.id_ad_caIssuers,
                        site.address("/silent"),
                        site.address("/silent?2"),
                        site.address("/silent?3")));
        site.has("/crl", middle.crl(Optional.of(seal), LATER));
        Fetcher fetcher = new Fetcher(Duration.ofMillis(700), true);
        Judgement judgement = new Judgement(
                Optional.empty(),
                List.of(ISSUER.certificate()),
                new CaCertificates(fetcher.within(Duration.ofMillis(2100))),
                new RevocationCheck(fetcher.within(Duration.ofMillis(2100)), Clock.systemUTC()));
        assertThat(judgement
                        .of(seal, List.of(middle.certificate()), NOW)
                        .revocation()
                        .status())
                .isEqualTo(Status.REVOKED);
    }

    private static Told of(X509Certificate certificate, CertificateStatus status) {
        return Told.of(certificate, ISSUER, status);
    }

    private void ocspTells(Told... told) {
        site.answers("/ocsp", request -> ISSUER.ocsp(request, List.of(told), NOW, nonce -> nonce));
    }

    @Test
    void an_answer_may_speak_of_others_too_and_only_what_it_says_of_the_certificate_counts() {
        X509Certificate other = ISSUER.seal();
        ocspTells(of(other, TestCa.unknown()), of(both, TestCa.revoked()));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        ocspTells(of(other, TestCa.revoked()), of(both, CertificateStatus.GOOD));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        ocspTells(of(both, CertificateStatus.GOOD), of(other, TestCa.unknown()));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        // The same number of another issuer is another certificate.
        ocspTells(of(both, CertificateStatus.GOOD), Told.of(both, TestCa.root("CN=Another,C=BE"), TestCa.revoked()));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        ocspTells(of(other, CertificateStatus.GOOD));
        assertThat(status(both)).satisfies(silent -> {
            assertThat(silent.status()).isEqualTo(Status.UNKNOWN);
            assertThat(silent.source()).isEmpty();
        });
    }

    @Test
    void of_several_words_about_the_certificate_the_worst_counts() {
        ocspTells(of(both, TestCa.revoked()), of(both, CertificateStatus.GOOD));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        ocspTells(of(both, CertificateStatus.GOOD), of(both, TestCa.revoked()));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        ocspTells(of(both, TestCa.revoked()), of(both, TestCa.unknown()));
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        ocspTells(of(both, TestCa.unknown()), of(both, CertificateStatus.GOOD));
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
    }

    @Test
    void that_a_responder_does_not_know_it_is_believed_only_of_one_who_may_answer() {
        ocspSays(STRANGER, TestCa.unknown());
        assertThat(status(both).source()).isEmpty();
        ocspSays(delegate(ISSUER, KeyPurposeId.id_kp_clientAuth), TestCa.unknown());
        assertThat(status(both).source()).isEmpty();
        site.answers("/ocsp", request -> ISSUER.ocsp(request, TestCa.unknown(), NOW.minus(Duration.ofDays(1))));
        assertThat(status(both).source()).isEmpty();
        ocspSays(delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning), TestCa.unknown());
        assertThat(status(both).status()).isEqualTo(Status.UNKNOWN);
        assertThat(status(both).source()).contains(Source.OCSP);
    }

    private byte[] partial(TestCa by, Optional<X509Certificate> named, int reason, Extension scope) {
        return by.crl(
                builder -> {
                    builder.addExtension(scope);
                    if (named.isPresent()) {
                        builder.addCRLEntry(named.get().getSerialNumber(), TestCa.REVOKED_AT, reason);
                    }
                },
                Optional.of(LATER));
    }

    private static Extension delta() throws IOException {
        return new Extension(Extension.deltaCRLIndicator, true, new ASN1Integer(1).getEncoded());
    }

    private static Extension someReasons() throws IOException {
        return new Extension(
                Extension.issuingDistributionPoint,
                true,
                new IssuingDistributionPoint(
                                null, false, false, new ReasonFlags(ReasonFlags.keyCompromise), false, false)
                        .getEncoded());
    }

    @Test
    void a_list_of_changes_or_of_some_reasons_that_names_the_certificate_is_enough_beside_good_words()
            throws Exception {
        X509Certificate seal = ISSUER.seal(
                TestCa.ocspAt(site.address("/ocsp")),
                TestCa.crlAt(site.address("/crl"), site.address("/partial")),
                TestCa.deltaCrlAt(site.address("/delta")));
        ocspSays(ISSUER, CertificateStatus.GOOD);
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        assertThat(status(seal).status()).isEqualTo(Status.GOOD);
        for (Extension scope : List.of(delta(), someReasons())) {
            for (String place : List.of("/partial", "/delta")) {
                site.has(place, partial(ISSUER, Optional.of(seal), CRLReason.keyCompromise, scope));
                assertThat(status(seal).status()).isEqualTo(Status.REVOKED);
                // Neither another's word, nor that it was taken off the list, nor another's revocation counts.
                site.has(place, partial(STRANGER, Optional.of(seal), CRLReason.keyCompromise, scope));
                assertThat(status(seal).status()).isEqualTo(Status.GOOD);
                site.has(place, partial(ISSUER, Optional.of(seal), CRLReason.removeFromCRL, scope));
                assertThat(status(seal).status()).isEqualTo(Status.GOOD);
                site.has(place, partial(ISSUER, Optional.of(ISSUER.seal()), CRLReason.keyCompromise, scope));
                assertThat(status(seal).status()).isEqualTo(Status.GOOD);
                site.hasNo(place);
            }
        }
    }

    @Test
    void a_list_of_changes_or_of_some_reasons_alone_never_proves_that_a_certificate_is_good() throws Exception {
        for (Extension scope : List.of(delta(), someReasons())) {
            site.has("/crl", partial(ISSUER, Optional.empty(), CRLReason.keyCompromise, scope));
            assertThat(status(crlAlone).status()).isEqualTo(Status.UNKNOWN);
        }
    }

    /** A revocation is never undone: whoever has once been told of it knows it, whatever was wrong with the answer. */
    @Test
    void a_revocation_counts_in_an_answer_that_proves_nothing_else_and_good_in_it_counts_for_nothing() {
        for (CertificateStatus status : List.of(TestCa.revoked(), Good.GOOD)) {
            for (TestSite.Page flawed : flawed(ISSUER, status)) {
                site.answers("/ocsp", flawed);
                site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
                Revocation told = status(both);
                assertThat(told.status()).isEqualTo(status == Good.GOOD ? Status.GOOD : Status.REVOKED);
                assertThat(told.source()).contains(status == Good.GOOD ? Source.CRL : Source.OCSP);
            }
        }
    }

    @Test
    void a_revocation_in_a_flawed_answer_counts_by_the_issuer_and_whom_it_lets_answer_alone() {
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        for (TestCa known : List.of(
                ISSUER,
                delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning),
                delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning, Keys.rsa(2048)),
                delegate(ISSUER, KeyPurposeId.id_kp_OCSPSigning, Keys.ec("secp521r1")))) {
            for (TestSite.Page flawed : flawed(known, TestCa.revoked())) {
                site.answers("/ocsp", flawed);
                assertThat(status(both).status()).isEqualTo(Status.REVOKED);
            }
        }
        for (TestCa stranger : List.of(
                STRANGER,
                delegate(STRANGER, KeyPurposeId.id_kp_OCSPSigning),
                delegate(ISSUER, KeyPurposeId.id_kp_clientAuth))) {
            for (TestSite.Page flawed : flawed(stranger, TestCa.revoked())) {
                site.answers("/ocsp", flawed);
                assertThat(status(both).status()).isEqualTo(Status.GOOD);
            }
        }
        X509Certificate other = ISSUER.seal();
        site.answers("/ocsp", request -> ISSUER.ocsp(question(other), TestCa.revoked(), NOW.minus(Duration.ofDays(1))));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        Told ofAnother =
                Told.by(NISTObjectIdentifiers.id_sha256, both, TestCa.root("CN=Another,C=BE"), TestCa.revoked());
        site.answers("/ocsp", request -> ISSUER.ocsp(request, List.of(ofAnother), NOW, nonce -> nonce));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
    }

    /** Answers about a certificate that relying parties do not take: each for another reason. */
    private List<TestSite.Page> flawed(TestCa by, CertificateStatus status) {
        CertificateStatus told = status == Good.GOOD ? CertificateStatus.GOOD : status;
        Extension unknown = new Extension(new ASN1ObjectIdentifier("1.2.3.4"), true, new byte[] {5, 0});
        Extension another =
                new Extension(OCSPObjectIdentifiers.id_pkix_ocsp_nonce, false, new DEROctetString(new byte[16]));
        return List.of(
                request -> by.ocsp(request, told, NOW.minus(Duration.ofDays(1))),
                request -> by.ocsp(request, told, NOW.plus(Duration.ofMinutes(20))),
                request -> by.ocsp(request, told, NOW, nonce -> another),
                request -> by.ocsp(request, told, NOW, nonce -> unknown),
                request -> by.ocsp(request, List.of(of(both, told).with(unknown)), NOW, nonce -> nonce),
                request -> by.ocsp(
                        request,
                        List.of(Told.by(NISTObjectIdentifiers.id_sha256, both, ISSUER, told)),
                        NOW,
                        nonce -> nonce),
                request -> by.ocsp(
                        request,
                        List.of(
                                new Told(byUnknownHash(both), told),
                                Told.by(NISTObjectIdentifiers.id_sha384, both, ISSUER, told)),
                        NOW,
                        nonce -> nonce));
    }

    private static CertificateID byUnknownHash(X509Certificate certificate) {
        return new CertificateID(new CertID(
                new AlgorithmIdentifier(new ASN1ObjectIdentifier("1.2.3.4")),
                new DEROctetString(new byte[20]),
                new DEROctetString(new byte[20]),
                new ASN1Integer(certificate.getSerialNumber())));
    }

    /** Bouncy Castle's word for "good" is null. */
    private enum Good implements CertificateStatus {
        GOOD
    }

    @Test
    void a_hold_counts_while_it_is_told_and_not_in_an_answer_that_is_over() {
        RevokedStatus hold = new RevokedStatus(TestCa.REVOKED_AT, CRLReason.certificateHold);
        site.has("/crl", ISSUER.crl(Optional.empty(), LATER));
        ocspSays(ISSUER, hold);
        assertThat(status(both).status()).isEqualTo(Status.REVOKED);
        site.answers("/ocsp", request -> ISSUER.ocsp(request, hold, NOW.minus(Duration.ofDays(1))));
        assertThat(status(both).status()).isEqualTo(Status.GOOD);
        for (Optional<Instant> until : List.of(Optional.of(LATER), Optional.<Instant>empty())) {
            site.has("/crl", held(crlAlone, until));
            assertThat(status(crlAlone).status()).isEqualTo(Status.REVOKED);
        }
        site.has("/crl", held(crlAlone, Optional.of(NOW.minus(Duration.ofHours(1)))));
        assertThat(status(crlAlone).status()).isEqualTo(Status.UNKNOWN);
    }

    private static byte[] held(X509Certificate certificate, Optional<Instant> until) {
        return ISSUER.crl(
                builder -> builder.addCRLEntry(
                        certificate.getSerialNumber(), TestCa.REVOKED_AT, CRLReason.certificateHold),
                until);
    }

    @Test
    void a_revocation_counts_on_a_list_of_the_issuer_that_is_over_or_does_not_say_until_when_it_holds() {
        for (Optional<Instant> until : List.of(Optional.of(NOW.minus(Duration.ofDays(1))), Optional.<Instant>empty())) {
            ocspSays(ISSUER, CertificateStatus.GOOD);
            site.has("/crl", ISSUER.crl(Optional.of(both), until));
            assertThat(status(both).status()).isEqualTo(Status.REVOKED);
            site.has("/crl", STRANGER.crl(Optional.of(both), until));
            assertThat(status(both).status()).isEqualTo(Status.GOOD);
            site.has("/crl", ISSUER.crl(Optional.of(ISSUER.seal()), until));
            assertThat(status(both).status()).isEqualTo(Status.GOOD);
        }
    }

    @Test
    void a_list_of_changes_that_the_list_itself_names_is_read_too() throws Exception {
        for (Optional<Instant> until :
                List.of(Optional.of(LATER), Optional.of(NOW.minus(Duration.ofDays(1))), Optional.<Instant>empty())) {
            site.has("/crl", naming(ISSUER, "/delta", until));
            site.has("/delta", partial(ISSUER, Optional.of(crlAlone), CRLReason.keyCompromise, delta()));
            assertThat(status(crlAlone).status()).isEqualTo(Status.REVOKED);
        }
        site.has("/crl", naming(ISSUER, "/delta", Optional.of(LATER)));
        site.has("/delta", partial(STRANGER, Optional.of(crlAlone), CRLReason.keyCompromise, delta()));
        assertThat(status(crlAlone).status()).isEqualTo(Status.GOOD);
        site.has("/delta", partial(ISSUER, Optional.empty(), CRLReason.keyCompromise, delta()));
        assertThat(status(crlAlone).status()).isEqualTo(Status.GOOD);
        site.hasNo("/delta");
        assertThat(status(crlAlone).status()).isEqualTo(Status.GOOD);
        // Whoever checks a seal sees the whole list alone.
        site.has("/delta", partial(ISSUER, Optional.of(crlAlone), CRLReason.keyCompromise, delta()));
        assertThat(check.at(Source.CRL, crlAlone, ISSUER.certificate()).status())
                .isEqualTo(Status.GOOD);
        site.has("/crl", naming(STRANGER, "/delta", Optional.of(LATER)));
        site.calls.clear();
        assertThat(status(crlAlone).status()).isEqualTo(Status.UNKNOWN);
        assertThat(site.calls).containsExactly("/crl");
    }

    private byte[] naming(TestCa by, String changes, Optional<Instant> until) {
        return by.crl(
                builder -> builder.addExtension(Extension.freshestCRL, false, new CRLDistPoint(new DistributionPoint[] {
                    new DistributionPoint(
                            new DistributionPointName(new GeneralNames(
                                    new GeneralName(GeneralName.uniformResourceIdentifier, site.address(changes)))),
                            null,
                            null)
                })),
                until);
    }

    @Test
    void the_list_of_another_issuer_that_was_kept_hides_nobodys_revocation() {
        KeptCrls kept = new KeptCrls(Clock.systemUTC());
        RevocationCheck look =
                new RevocationCheck(new Fetcher(Duration.ofSeconds(2), true), Clock.systemUTC(), Optional.of(kept));
        TestCa another = TestCa.root("CN=Another,C=BE");
        X509Certificate ofAnother = another.seal(TestCa.crlAt(site.address("/crl")));
        site.has("/crl", another.crl(Optional.empty(), LATER));
        assertThat(look.status(ofAnother, another.certificate()).status()).isEqualTo(Status.GOOD);
        site.has("/crl", ISSUER.crl(Optional.of(crlAlone), LATER));
        assertThat(look.status(crlAlone, ISSUER.certificate()).status()).isEqualTo(Status.REVOKED);
        assertThat(look.status(crlAlone, ISSUER.certificate()).status()).isEqualTo(Status.REVOKED);
        assertThat(site.calls).containsExactly("/crl", "/crl");
    }

    @Test
    void a_revocation_is_not_published_by_an_answer_that_whoever_checks_a_seal_does_not_take() {
        for (TestSite.Page flawed : flawed(ISSUER, TestCa.revoked())) {
            site.answers("/ocsp", flawed);
            assertThat(check.at(Source.OCSP, both, ISSUER.certificate()).status())
                    .isEqualTo(Status.UNKNOWN);
        }
        for (Optional<Instant> until : List.of(Optional.of(NOW.minus(Duration.ofDays(1))), Optional.<Instant>empty())) {
            site.has("/crl", ISSUER.crl(Optional.of(both), until));
            assertThat(check.at(Source.CRL, both, ISSUER.certificate()).status())
                    .isEqualTo(Status.UNKNOWN);
        }
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
    void a_certificate_whose_addresses_can_never_be_called_names_nobody_to_ask() {
        RevocationCheck publicAlone = new RevocationCheck(new Fetcher(Duration.ofSeconds(2), false), Clock.systemUTC());
        for (X509Certificate seal : List.of(
                ISSUER.seal(),
                both,
                ISSUER.seal(TestCa.ocspAt("http://10.0.0.1/ocsp"), TestCa.crlAt("http://localhost/crl")),
                ISSUER.seal(TestCa.ocspAt("http://a@127.0.0.1/x", "http://ocsp.example.com:0/x", "http://ocsp/x")),
                ISSUER.seal(TestCa.ocspAt("http://localhost./x"), TestCa.crlAt("http://pki.invalid/x")))) {
            assertThat(publicAlone.status(seal, ISSUER.certificate())).satisfies(silent -> {
                assertThat(silent.status()).isEqualTo(Status.UNKNOWN);
                assertThat(silent.nobodyToAsk()).isTrue();
            });
        }
        assertThat(site.calls).isEmpty();
        // One that is away today may answer tomorrow.
        assertThat(status(both).nobodyToAsk()).isFalse();
        X509Certificate away = ISSUER.seal(TestCa.ocspAt("http://127.0.0.1/ocsp", "http://ocsp.example.com/"));
        assertThat(publicAlone.status(away, ISSUER.certificate()).nobodyToAsk()).isFalse();
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
