package io.eseal.certificate;

import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.request.Finding;
import org.camunda.bpm.engine.ProcessEngine;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.anyLong;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

/** The delegates of the certificate over mocked fetch, verification, register and revocation. */
public final class CertificateBeans {

    public static final Duration LIFE = Duration.ofDays(365);

    private final CertificateFetch fetch = mock(CertificateFetch.class);
    private final IssuedSeals seals = mock(IssuedSeals.class);
    private final SealVerification verification = mock(SealVerification.class);
    private final CertificateRegister certificates = mock(CertificateRegister.class);
    private final Revocation revocation = mock(Revocation.class);
    private final Map<String, Object> named;

    public CertificateBeans(ProcessEngine engine, LifecycleBeans lifecycle, Clock clock) {
        Instant now = clock.instant();
        IssuedSeal seal = new IssuedSeal("", 1, 815, Optional.empty(), now, now.plus(LIFE), Optional.empty());
        when(fetch.fetch(any(), anyLong(), anyBoolean())).thenReturn(seal);
        when(seals.find(any())).thenReturn(Optional.of(seal));
        when(certificates.register(any())).thenReturn(seal);
        when(revocation.revoke(any(), anyLong())).thenReturn(true);
        isWhatWasOrdered();
        named = Map.of(
                "recordTokenReceipt", new RecordTokenReceipt(lifecycle.timeline),
                "fetchCertificate", new FetchCertificate(fetch),
                "verifyCertificate", new VerifyCertificate(seals, verification, lifecycle.timeline),
                "registerCertificate", new RegisterCertificate(certificates, new CertificateSettings(Duration.ofDays(90))),
                "startRenewal", new StartRenewal(engine.getRuntimeService(), lifecycle.timeline),
                "revocationFourEyes", new RevocationFourEyes(lifecycle.actors),
                "revokeCertificate", new RevokeCertificate(revocation),
                "confirmRevocation", new ConfirmRevocation(revocation));
    }

    public Map<String, Object> named() {
        return named;
    }

    public void isWhatWasOrdered() {
        when(verification.verify(any(), any())).thenReturn(List.of());
    }

    public void isNotWhatWasOrdered(String why) {
        when(verification.verify(any(), any())).thenReturn(List.of(new Finding("$.certificate", "key", why)));
    }

    public void revocationIsLeftToAPerson() {
        when(revocation.revoke(any(), anyLong())).thenReturn(false);
    }

    /** What CertCentral answers each time it is asked whether the seal is revoked; the last answer stays. */
    public void isRevoked(boolean first, Boolean... next) {
        when(revocation.isRevoked(any(), anyLong())).thenReturn(first, next);
    }

    public void wasRegistered(String esealId) {
        verify(certificates).register(esealId);
    }

    public void wasAskedToBeRevoked(String esealId, long order) {
        verify(revocation).revoke(esealId, order);
    }
}
