package io.eseal.revocation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.security.Actors;
import io.eseal.task.TaskBar;
import io.eseal.timeline.Timeline;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;

/** The delegates of a revocation over a mocked CertCentral's side of it. */
public final class RevocationBeans {

    private final Revocation revocation = mock(Revocation.class);
    private final Publication publication = mock(Publication.class);

    public RevocationBeans(AnnotationConfigApplicationContext beans) {
        when(revocation.revoke(any(), any())).thenReturn(true);
        when(publication.gaps(any())).thenReturn(List.of());
        beans.registerBean(Revocation.class, () -> revocation);
        beans.registerBean(Publication.class, () -> publication);
        beans.registerBean(
                RevocationSettings.class,
                () -> Binder.get(beans.getEnvironment()).bindOrCreate("eseal.revocation", RevocationSettings.class));
        beans.register(
                RevocationFourEyes.class,
                RevocationRequests.class,
                ReportLoss.class,
                Replacements.class,
                StartReplacement.class,
                RevokeCertificate.class,
                ConfirmRevocation.class,
                CheckPublication.class,
                RevocationSchedule.class,
                WantedRevocations.class,
                WithdrawalFirst.class,
                LapsedRevocations.class);
    }

    /** Returns the bar against people who asked for a revocation. */
    public static TaskBar bar(Actors actors, Timeline timeline, EsealRegister register) {
        return new RevocationFourEyes(actors, timeline, register);
    }

    /** Returns what tells whether a revocation is asked for, or settled. */
    public static OpenRevocations open(Timeline timeline) {
        return new WantedRevocations(timeline);
    }

    /** Adds to the revocation that waits for its decision that the key was compromised, and that another is wanted. */
    public static void addCompromise(RevocationRequests requests, EsealId esealId, String reason) {
        assertThat(requests.addCompromise(esealId, reason, true, true)).isTrue();
    }

    public void revocationIsLeftToAPerson() {
        when(revocation.revoke(any(), any())).thenReturn(false);
    }

    /** Sets CertCentral's answers to the question whether the seal is revoked; the last one stays. */
    public void isRevoked(boolean first, Boolean... next) {
        when(revocation.progress(any(), any()))
                .thenReturn(
                        progress(first),
                        Stream.of(next).map(RevocationBeans::progress).toArray(Revocation.Progress[]::new));
    }

    /** Nobody sees the revocation until {@link #isVisible}. */
    public void isNotVisible() {
        when(publication.gaps(any())).thenReturn(List.of("The CRL does not name the certificate."));
    }

    public void isVisible() {
        when(publication.gaps(any())).thenReturn(List.of());
    }

    public void revocationIsTurnedDownThenMade() {
        when(revocation.progress(any(), any()))
                .thenReturn(Revocation.Progress.TURNED_DOWN, Revocation.Progress.REVOKED);
    }

    private static Revocation.Progress progress(boolean revoked) {
        return revoked ? Revocation.Progress.REVOKED : Revocation.Progress.UNDER_WAY;
    }

    public void nobodyAskedForRevocation() {
        verify(revocation, never()).revoke(any(), any());
    }

    public void wasAskedToBeRevoked(EsealId esealId, long order) {
        verify(revocation).revoke(esealId, OrderId.of(order));
    }
}
