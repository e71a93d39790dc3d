package io.eseal.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.clearInvocations;
import static org.mockito.Mockito.doReturn;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.certificate.DeliveredCertificates;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.inspection.InspectionReports;
import io.eseal.keys.KeyStrength;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.KnownKeys;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.timeline.EventKind;
import io.eseal.trust.Trust;
import io.eseal.trust.TrustUnavailableException;
import io.eseal.trust.TrustVerdict;
import io.eseal.trust.TrustVerdict.Revocation;
import io.eseal.trust.TrustVerdict.Revocation.Status;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class SealWatchTest extends DatabaseTest {

    private static final EsealId FIRST = EsealId.of("ES-0WATCH01");
    private static final EsealId SECOND = EsealId.of("ES-0WATCH02");

    private final DeliveredCertificates certificates = mock(DeliveredCertificates.class);
    private final KnownKeys keys = mock(KnownKeys.class);
    private final Trust trust = mock(Trust.class);
    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final X509Certificate leaf = mock(X509Certificate.class);

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

    SealWatchTest(Database database) {
        super(database);
    }

    private SealWatch watch(Duration interval, Duration passInterval) {
        WatchedSeals seals = new WatchedSeals(jdbc, clock);
        return new SealWatch(
                seals,
                new SealLook(
                        certificates,
                        trust,
                        keys,
                        mock(InspectionReports.class),
                        new SealLook.LookTime(clock, new KeyStrength(LocalDate.of(2099, 1, 1), 3072))),
                new ConcernReports(instances, mock(DeliveryConcerns.class), timeline),
                new WatchSettings(interval, passInterval, Duration.ofDays(30), 4000),
                meters);
    }

    private void pass() {
        watch(Duration.ofDays(1), Duration.ofDays(1)).pass();
    }

    @BeforeEach
    void two_seals_in_service() {
        inService(FIRST);
        inService(SECOND);
        when(leaf.getSigAlgName()).thenReturn("SHA256withECDSA");
        when(certificates.of(any())).thenReturn(Optional.of(new DeliveredCertificates.Delivered(leaf, List.of())));
        when(instances.tell(any(), any(), any())).thenReturn(true);
        trustSays(Status.GOOD);
    }

    private void inService(EsealId id) {
        request(id);
        register.enter(id, EsealState.IN_SERVICE);
        jdbc.sql("""
                insert into certificate (eseal_id, order_id, certificate_id, valid_from, valid_till, pem)
                values (:id, 1, 1, :now, :now, 'known')""")
                .param("id", id.value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    private void trustSays(Status status) {
        doReturn(new TrustVerdict(
                        List.of(leaf),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        new Revocation(status, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty()),
                        List.of()))
                .when(trust)
                .judgeAgain(any(), any(), any());
    }

    private void wasJudged(int times) {
        verify(trust, times(times)).judgeAgain(any(), any(), any());
        clearInvocations(trust);
    }

    @Test
    void each_seal_is_looked_at_once_a_day() {
        pass();
        wasJudged(2);
        clock.pass(Duration.ofHours(23));
        pass();
        wasJudged(0);
        clock.pass(Duration.ofHours(1));
        pass();
        wasJudged(2);
        verify(instances, never()).tell(any(), any(), any());
    }

    @Test
    void only_seals_in_service_are_looked_at() {
        register.enter(SECOND, EsealState.EXPIRED);
        pass();
        wasJudged(1);
    }

    @Test
    void the_calls_are_spread_over_the_day() {
        SealWatch everyFiveMinutes = watch(Duration.ofDays(1), Duration.ofMinutes(5));
        everyFiveMinutes.pass();
        wasJudged(1);
        everyFiveMinutes.pass();
        wasJudged(1);
        everyFiveMinutes.pass();
        wasJudged(0);
    }

    @Test
    void people_are_told_once_of_each_cause_and_seal() {
        trustSays(Status.REVOKED);
        pass();
        verify(instances).tell(eq(FIRST), eq("seal-concern"), any());
        verify(instances).tell(eq(SECOND), eq("seal-concern"), any());
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("is revoked"));
        clock.pass(Duration.ofDays(2));
        pass();
        verify(instances, times(2)).tell(any(), any(), any());
    }

    @Test
    void a_concern_that_was_gone_and_comes_back_is_told_again() {
        trustSays(Status.REVOKED);
        pass();
        passADayLater(Status.UNKNOWN);
        passADayLater(Status.REVOKED);
        verify(instances, times(2).description("nobody said that it was gone")).tell(any(), any(), any());

        passADayLater(Status.GOOD);
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN_OVER))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).startsWith("This is over: Its issuer says"));
        passADayLater(Status.REVOKED);
        verify(instances, times(4)).tell(any(), any(), any());
    }

    private void passADayLater(Status status) {
        trustSays(status);
        clock.pass(Duration.ofDays(2));
        pass();
    }

    @Test
    void a_seal_with_a_key_that_was_called_compromised_elsewhere_is_told() {
        when(keys.isCompromisedElsewhere(FIRST)).thenReturn(true);
        pass();
        clock.pass(Duration.ofDays(2));
        pass();

        verify(instances, times(1)).tell(eq(FIRST), eq("seal-concern"), any());
        verify(instances, never()).tell(eq(SECOND), any(), any());
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN))
                .hasValueSatisfying(entry -> assertThat(entry.detail()).contains("because that key was compromised"));
    }

    @Test
    void a_seal_that_waits_for_no_concern_is_told_of_it_when_it_does() {
        trustSays(Status.REVOKED);
        when(instances.tell(eq(FIRST), any(), any())).thenReturn(false);
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN)).isEmpty();
        when(instances.tell(eq(FIRST), any(), any())).thenReturn(true);
        clock.pass(Duration.ofDays(2));
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN)).isPresent();
    }

    @Test
    void while_nothing_can_be_judged_nothing_is_concluded_and_the_seals_stay_due() {
        when(trust.judgeAgain(any(), any(), any())).thenThrow(new TrustUnavailableException("no list"));
        pass();
        verify(instances, never()).tell(any(), any(), any());
        clearInvocations(trust);
        trustSays(Status.GOOD);
        clearInvocations(trust);
        pass();
        wasJudged(2);
    }

    @Test
    void a_seal_that_cannot_be_judged_lets_the_others_go_first() {
        TrustVerdict good = trust.judgeAgain(leaf, List.of(), clock.instant());
        when(trust.judgeAgain(any(), any(), any()))
                .thenThrow(new TrustUnavailableException("no list of its country"))
                .thenReturn(good);
        pass();
        clock.pass(Duration.ofMinutes(5));
        assertThat(new WatchedSeals(jdbc, clock).due(Duration.ofDays(1), 2)).containsExactly(FIRST);
    }

    @Test
    void a_seal_that_fails_in_a_way_that_nobody_foresaw_lets_the_others_have_their_turn_and_is_counted() {
        when(certificates.of(FIRST)).thenThrow(new IllegalStateException("unreadable"));
        pass();
        wasJudged(1);
        assertThat(meters.get("eseal.watch.failed").counter().count()).isEqualTo(1);
        clock.pass(Duration.ofMinutes(5));
        assertThat(new WatchedSeals(jdbc, clock).due(Duration.ofDays(1), 2)).containsExactly(FIRST);
    }

    @Test
    void a_seal_of_which_nobody_can_be_told_lets_the_others_have_their_turn() {
        trustSays(Status.REVOKED);
        when(instances.tell(eq(FIRST), any(), any())).thenThrow(new IllegalStateException("two wait for it"));
        pass();
        assertThat(timeline.last(FIRST, EventKind.SEAL_CONCERN)).isEmpty();
        assertThat(timeline.last(SECOND, EventKind.SEAL_CONCERN)).isPresent();
    }
}
