package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import eu.europa.esig.dss.enumerations.CertificateStatus;
import eu.europa.esig.dss.model.x509.CertificateToken;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class IssuersAnswersTest {

    private static final TestCa ISSUER = TestCa.root("CN=Issuer,C=BE");

    private final TestSite site = new TestSite();
    private final IssuersAnswers answers =
            new IssuersAnswers(new Fetcher(Duration.ofMillis(700), true).within(Duration.ofMillis(2100)));

    @AfterEach
    void close() {
        site.close();
    }

    private CertificateStatus byOcsp(X509Certificate seal) {
        return Optional.ofNullable(answers.ofOcsp(token(seal), token(ISSUER.certificate())))
                .map(answer -> answer.getStatus())
                .orElse(CertificateStatus.UNKNOWN);
    }

    private CertificateStatus byCrl(X509Certificate seal) {
        return Optional.ofNullable(answers.ofCrl(token(seal), token(ISSUER.certificate())))
                .map(list -> list.getStatus())
                .orElse(CertificateStatus.UNKNOWN);
    }

    private static CertificateToken token(X509Certificate certificate) {
        return new CertificateToken(certificate);
    }

    private X509Certificate seal(String... responders) {
        return ISSUER.seal(TestCa.ocspAt(responders), TestCa.crlAt(site.address("/crl"), site.address("/second.crl")));
    }

    private void ocspSays(String path, org.bouncycastle.cert.ocsp.CertificateStatus status) {
        site.answers(path, request -> ISSUER.ocsp(request, status, TestCa.NOW));
    }

    @Test
    void responders_that_do_not_answer_take_no_time_from_the_crl() {
        site.isSilentAt("/silent");
        X509Certificate seal = seal(site.address("/silent"), site.address("/silent?2"), site.address("/silent?3"));
        site.has("/second.crl", ISSUER.crl(Optional.of(seal), TestCa.UNTIL));
        assertThat(byOcsp(seal)).isEqualTo(CertificateStatus.UNKNOWN);
        assertThat(byCrl(seal)).isEqualTo(CertificateStatus.REVOKED);
    }

    @Test
    void one_source_that_says_revoked_goes_before_others() {
        X509Certificate told = seal(site.address("/ocsp"), site.address("/second"));
        ocspSays("/ocsp", org.bouncycastle.cert.ocsp.CertificateStatus.GOOD);
        ocspSays("/second", TestCa.revoked());
        assertThat(byOcsp(told)).isEqualTo(CertificateStatus.REVOKED);

        X509Certificate listed = seal(site.address("/ocsp"));
        site.has("/crl", ISSUER.crl(Optional.empty(), TestCa.UNTIL));
        site.has("/second.crl", ISSUER.crl(Optional.of(listed), TestCa.UNTIL));
        assertThat(byOcsp(listed)).isEqualTo(CertificateStatus.UNKNOWN);
        assertThat(byCrl(listed)).isEqualTo(CertificateStatus.REVOKED);

        X509Certificate good = seal(site.address("/ocsp"));
        assertThat(byOcsp(good)).isEqualTo(CertificateStatus.GOOD);
        assertThat(byCrl(good)).isEqualTo(CertificateStatus.GOOD);
    }

    @Test
    void of_several_words_about_the_certificate_revoked_counts() {
        X509Certificate seal = seal(site.address("/ocsp"));
        site.answers(
                "/ocsp",
                request -> ISSUER.ocsp(
                        request,
                        List.of(
                                TestCa.Told.of(seal, ISSUER, TestCa.revoked()),
                                TestCa.Told.of(seal, ISSUER, org.bouncycastle.cert.ocsp.CertificateStatus.GOOD)),
                        TestCa.NOW,
                        nonce -> nonce));
        assertThat(byOcsp(seal)).isEqualTo(CertificateStatus.REVOKED);
    }
}
