package io.eseal.certificate;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.security.SignedInNames;
import io.eseal.validation.Finding;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The delegates of the certificate over mocked fetch, verification and register. */
public final class CertificateBeans {

    public static final Duration LIFE = Duration.ofDays(365);

    private final CertificateFetch fetch = mock(CertificateFetch.class);
    private final IssuedSeals seals = mock(IssuedSeals.class);
    private final SealVerification verification = mock(SealVerification.class);
    private final CertificateRegister certificates = mock(CertificateRegister.class);

    public CertificateBeans(AnnotationConfigApplicationContext beans, Clock clock) {
        Instant now = clock.instant();
        IssuedSeal seal = new IssuedSeal(
                EsealId.of("ES-00000000"), OrderId.of(1), 815, Optional.empty(), now, now.plus(LIFE), Optional.empty());
        when(fetch.fetch(any(), any(), anyBoolean())).thenReturn(seal);
        when(seals.find(any())).thenReturn(Optional.of(seal));
        when(certificates.register(any())).thenReturn(seal);
        isWhatWasOrdered();
        beans.registerBean(CertificateFetch.class, () -> fetch);
        beans.registerBean(IssuedSeals.class, () -> seals);
        beans.registerBean(SealVerification.class, () -> verification);
        beans.registerBean(CertificateRegister.class, () -> certificates);
        beans.registerBean(
                CertificateSettings.class,
                () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.certificate", CertificateSettings.class));
        beans.register(
                RecordTokenReceipt.class,
                People.class,
                SignedInNames.class,
                FetchCertificate.class,
                VerifyCertificate.class,
                RegisterCertificate.class,
                StartRenewal.class);
    }

    public void isWhatWasOrdered() {
        when(verification.verify(any(), any(), any())).thenReturn(List.of());
    }

    public void isNotWhatWasOrdered(String why) {
        when(verification.verify(any(), any(), any())).thenReturn(List.of(new Finding("$.certificate", "key", why)));
    }

    public void wasRegistered(EsealId esealId) {
        verify(certificates).register(esealId);
    }
}
