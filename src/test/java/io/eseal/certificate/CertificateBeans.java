package io.eseal.certificate;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyBoolean;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.atLeastOnce;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.reset;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import io.eseal.inspection.Conclusion;
import io.eseal.inspection.InspectionReport;
import io.eseal.inspection.InspectionReports;
import io.eseal.inspection.Outcome;
import io.eseal.inspection.RuleResult;
import io.eseal.inspection.StoredReport;
import io.eseal.inspection.TrustBasis;
import io.eseal.inspection.Weight;
import io.eseal.lifecycle.CompletionRefused;
import io.eseal.proof.ProofFormat;
import io.eseal.proof.Proofs;
import io.eseal.proof.SealKind;
import io.eseal.proof.StoredProof;
import io.eseal.proof.StoredProof.Settlement;
import io.eseal.security.SignedInNames;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.Timeline;
import io.eseal.trust.TrustUnavailableException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The delegates of the certificate over mocked fetch, inspection and register. */
public final class CertificateBeans {

    public static final Duration LIFE = Duration.ofDays(365);

    private final CertificateFetch fetch = mock(CertificateFetch.class);
    private final IssuedSeals seals = mock(IssuedSeals.class);
    private final SealInspection inspection = mock(SealInspection.class);
    private final InspectionReports reports = mock(InspectionReports.class);
    private final CertificateRegister certificates = mock(CertificateRegister.class);
    private final Proofs proofs = mock(Proofs.class);
    private final IssuedSeal seal;
    private final Instant now;
    private final AnnotationConfigApplicationContext beans;

    /** @param proof whether seals have to prove themselves, as in the settings */
    public CertificateBeans(AnnotationConfigApplicationContext beans, Clock clock, String proof) {
        ProofDemand demand = ProofDemand.valueOf(proof.toUpperCase(Locale.ROOT));
        this.beans = beans;
        now = clock.instant();
        seal = new IssuedSeal(
                EsealId.of("ES-00000000"),
                OrderId.of(1),
                815,
                Optional.empty(),
                now,
                now.plus(LIFE),
                Optional.empty(),
                false,
                Optional.empty());
        when(fetch.fetch(any(), any(), anyBoolean())).thenReturn(seal);
        when(seals.isRegistered(any())).thenReturn(true);
        isWhatWasOrdered();
        beans.registerBean(CertificateFetch.class, () -> fetch);
        beans.registerBean(IssuedSeals.class, () -> seals);
        beans.registerBean(SealInspection.class, () -> inspection);
        beans.registerBean(InspectionReports.class, () -> reports);
        beans.registerBean(CertificateRegister.class, () -> certificates);
        beans.registerBean(Proofs.class, () -> proofs);
        beans.registerBean(
                CertificateSettings.class,
                () -> new CertificateSettings(
                        demand,
                        Binder.get(beans.getEnvironment())
                                .bindOrCreate("eseal.certificate", CertificateSettings.class)
                                .renewalWindow(),
                        List.of(),
                        "-"));
        beans.register(
                RecordTokenReceipt.class,
                People.class,
                SignedInNames.class,
                FetchCertificate.class,
                VerifyCertificate.class,
                AssessCertificate.class,
                RegisterCertificate.class,
                RequireRegistration.class,
                ProveSeal.class,
                RevocationBeforeRenewal.class,
                StartRenewal.class,
                Renewals.class,
                RenewalOrder.class,
                RenewalView.class);
    }

    /** Asserts how often CertCentral was asked for the order after a proof. */
    public void orderIsReadAgain(int times) {
        verify(fetch, times(times)).readAgain(any());
    }

    public void isWhatWasOrdered() {
        reported(Conclusion.ACCEPTED, List.of());
    }

    /** The certificate breaks a rule of the weight. */
    public void breaks(Weight weight, String rule, String sentence) {
        reported(
                switch (weight) {
                    case HARD -> Conclusion.REFUSED;
                    case FINDING -> Conclusion.TO_BE_DECIDED;
                    case WARNING -> Conclusion.ACCEPTED;
                },
                List.of(new RuleResult(rule, weight, Outcome.BROKEN, sentence, "a standard")));
    }

    private void reported(Conclusion conclusion, List<RuleResult> results) {
        StoredReport report = new StoredReport(
                1,
                Optional.empty(),
                new InspectionReport(conclusion, now, results, List.of()),
                new TrustBasis(
                        List.of(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of()),
                "0".repeat(64),
                Optional.empty());
        AtomicReference<StoredReport> newest = new AtomicReference<>(report);
        reset(inspection);
        // The real one writes the report to the timeline, too.
        when(inspection.inspect(any())).thenAnswer(call -> {
            beans.getBean(Timeline.class)
                    .add(
                            call.getArgument(0),
                            new SealEvents.CertificateInspected(
                                    1, conclusion.name(), List.of(), List.of(), List.of(), report.sha256()));
            return newest.get();
        });
        when(reports.newest(any())).thenReturn(Optional.of(report));
        // An acceptance holds for the next report on the same certificate.
        doAnswer(call -> {
                    newest.set(new StoredReport(
                            1,
                            report.certificateSha256(),
                            report.report(),
                            report.trust(),
                            report.sha256(),
                            Optional.of(new StoredReport.Acceptance(call.getArgument(2), now))));
                    return null;
                })
                .when(reports)
                .accept(any(), any(), any());
        reset(certificates);
        if (conclusion == Conclusion.REFUSED) {
            when(certificates.register(any()))
                    .thenThrow(new CompletionRefused(report.refusal().orElseThrow()));
        } else {
            when(certificates.register(any())).thenReturn(seal);
        }
    }

    /** A proof was taken; the delegates of the task then find it. */
    public void isProven(boolean broughtCertificate) {
        settled(new StoredProof(
                Settlement.PROVEN,
                now,
                Optional.of(new StoredProof.Seal(
                        ProofFormat.PDF, SealKind.QESEAL, "01", List.of(), "0".repeat(64), broughtCertificate))));
    }

    /** Nobody has to prove the seal. */
    public void isSettledWithoutProof() {
        settled(new StoredProof(Settlement.WAIVED, now, Optional.empty()));
    }

    private void settled(StoredProof proof) {
        when(proofs.find(any())).thenReturn(Optional.of(proof));
    }

    public void wasSettled(EsealId esealId, Settlement settlement) {
        // Once more for an attempt that was refused for its comment and undone.
        verify(proofs, atLeastOnce()).settledWithout(esealId, settlement);
    }

    public void trustIsUnavailable() {
        doThrow(new TrustUnavailableException("The lists cannot be read."))
                .when(inspection)
                .inspect(any());
    }

    /** The register was not asked, so that the seal is not in service. */
    public void isNotRegistered() {
        when(seals.isRegistered(any())).thenReturn(false);
    }

    public void wasRegistered(EsealId esealId) {
        verify(certificates).register(esealId);
    }

    public void wasFetched(EsealId esealId, int times) {
        verify(fetch, times(times)).fetch(eq(esealId), any(), anyBoolean());
    }

    public void wasAcceptedBy(EsealId esealId, UserId person) {
        // Once more for an attempt that was refused for its comment and undone.
        verify(reports, atLeastOnce()).accept(eq(esealId), any(), eq(person));
    }

    public void wasAcceptedByNobody() {
        verify(reports, never()).accept(any(), any(), any());
    }
}
