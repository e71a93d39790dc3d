package io.eseal.trust;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.trust.TrustVerdict.Revocation.Source;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.bouncycastle.cert.ocsp.CertificateStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.mock.env.MockEnvironment;

class IssuerRevocationsTest {

    private static final TestCa ISSUER = TestCa.root("CN=Issuer,C=BE");
    private static final TestCa STRANGER = TestCa.root("CN=Issuer,C=BE");

    private final TestSite site = new TestSite();
    private final PublishedRevocations revocations = new IssuerRevocations(
            Binder.get(new MockEnvironment()).bindOrCreate("eseal.trust", TrustSettings.class),
            new StaticListableBeanFactory(Map.of("fetcher", new Fetcher(Duration.ofSeconds(2), true)))
                    .getBeanProvider(Fetcher.class),
            Clock.systemUTC());
    private final X509Certificate both =
            ISSUER.seal(TestCa.ocspAt(site.address("/ocsp")), TestCa.crlAt(site.address("/crl")));

    @AfterEach
    void close() {
        site.close();
    }

    @Test
    void a_certificate_names_where_it_is_asked_for() {
        assertThat(revocations.namedBy(both)).containsExactlyInAnyOrder(Source.OCSP, Source.CRL);
        assertThat(revocations.namedBy(ISSUER.seal(TestCa.crlAt(site.address("/crl")))))
                .containsExactly(Source.CRL);
        assertThat(revocations.namedBy(ISSUER.seal())).isEmpty();
    }

    @Test
    void each_source_is_asked_by_itself() {
        site.answers("/ocsp", request -> ISSUER.ocsp(request, TestCa.revoked(), TestCa.NOW));
        List<X509Certificate> others = List.of(STRANGER.certificate(), ISSUER.certificate());

        assertThat(revocations.at(Source.OCSP, both, others).status()).isEqualTo(Status.REVOKED);
        assertThat(site.calls).containsExactly("/ocsp");
        assertThat(revocations.at(Source.CRL, both, others)).satisfies(crl -> {
            assertThat(crl.status()).isEqualTo(Status.UNKNOWN);
            assertThat(crl.reason().orElse("")).contains("CRL at");
        });
        assertThat(site.calls).containsExactly("/ocsp", "/crl");
    }

    @Test
    void only_who_signed_the_certificate_counts_as_its_issuer() {
        site.answers("/ocsp", request -> STRANGER.ocsp(request, CertificateStatus.GOOD, TestCa.NOW));

        assertThat(revocations.at(Source.OCSP, both, List.of(STRANGER.certificate())))
                .satisfies(answer -> {
                    assertThat(answer.status()).isEqualTo(Status.UNKNOWN);
                    assertThat(answer.reason()).contains("The certificate of its issuer is not to be had.");
                });
        assertThat(site.calls).isEmpty();
    }

    @Test
    void an_issuer_that_did_not_come_along_is_fetched() throws Exception {
        X509Certificate alone =
                ISSUER.seal(TestCa.crlAt(site.address("/crl")), TestCa.issuerAt(site.address("/issuer.crt")));
        site.has("/issuer.crt", ISSUER.certificate().getEncoded());
        site.has("/crl", ISSUER.crl(Optional.of(alone), TestCa.UNTIL));

        assertThat(revocations.at(Source.CRL, alone, List.of()).status()).isEqualTo(Status.REVOKED);
    }
}
