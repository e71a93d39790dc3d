package io.eseal.certificate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.LifecycleBeans;
import io.eseal.lifecycle.OpenRevocations;
import io.eseal.lifecycle.SealEnding;
import io.eseal.lifecycle.SealEnding.Standing;
import io.eseal.lifecycle.SealLinks;
import io.eseal.lifecycle.Succession;
import io.eseal.lifecycle.WaitingInstances;
import io.eseal.timeline.SealEvents;
import io.eseal.timeline.TaskEvents;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.bind.validation.ValidationBindHandler;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.validation.beanvalidation.LocalValidatorFactoryBean;

@ParameterizedClass
@EnumSource(Database.class)
class ExpiryRemindersTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0RENEW01");
    private static final EsealId SUCCESSOR = EsealId.of("ES-0RENEW02");

    private final SealLinks links = LifecycleBeans.links(jdbc);
    private final List<SealEnding> told = new ArrayList<>();
    private final WaitingInstances instances = mock(WaitingInstances.class);
    private final OpenRevocations revocations = mock(OpenRevocations.class);
    private Instant end = Instant.MAX;
    private Optional<EsealId> unreachable = Optional.empty();

    ExpiryRemindersTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_seal_with_a_hundred_days_to_live() {
        end = clock.instant().plus(Duration.ofDays(100));
        request(ID);
        transaction.executeWithoutResult(status -> register.ordered(ID, OrderId.of(4711)));
        register.certificateInService(ID, Optional.of("01"), clock.instant(), end);
        register.enter(ID, EsealState.IN_SERVICE);
    }

    @Test
    void each_time_before_the_end_is_told_once_and_the_last_two_to_operators_too() {
        for (int day = 0; day < 101; day++) {
            pass();
            pass();
            clock.pass(Duration.ofDays(1));
        }

        assertThat(told).extracting(SealEnding::daysLeft).containsExactly(90L, 60L, 30L, 14L, 7L);
        assertThat(told).extracting(SealEnding::urgent).containsExactly(false, false, false, true, true);
        assertThat(reminders()).extracting(SealEvents.ExpiryReminder::days).containsExactly(90L, 60L, 30L, 14L, 7L);
    }

    @Test
    void after_an_outage_and_for_a_short_life_only_what_was_reached_last_is_told() {
        clock.pass(Duration.ofDays(88));
        pass();
        pass();

        assertThat(told).extracting(SealEnding::daysLeft).containsExactly(12L);
        assertThat(reminders()).extracting(SealEvents.ExpiryReminder::days).containsExactly(14L);
    }

    @Test
    void a_seal_of_whose_end_nobody_can_be_told_does_not_keep_the_others_from_being_told() {
        request(SUCCESSOR);
        register.certificateInService(SUCCESSOR, Optional.of("02"), clock.instant(), end.plusSeconds(1));
        register.enter(SUCCESSOR, EsealState.IN_SERVICE);
        clock.pass(Duration.ofDays(50));
        unreachable = Optional.of(ID);
        pass();

        assertThat(told).extracting(SealEnding::esealId).containsExactly(SUCCESSOR);
    }

    @Test
    void two_nodes_at_once_tell_it_once() throws Exception {
        clock.pass(Duration.ofDays(50));
        atOnce(4, () -> {
            transaction.executeWithoutResult(status -> pass());
            return 0;
        });

        assertThat(reminders()).hasSize(1);
    }

    @Test
    void a_successor_under_way_is_named_and_one_in_service_ends_the_reminders() {
        request(SUCCESSOR);
        links.link(SUCCESSOR, ID, Succession.RENEWAL);
        clock.pass(Duration.ofDays(50));
        pass();
        assertThat(told).extracting(SealEnding::standing).containsExactly(Standing.UNDER_WAY);
        assertThat(told.get(0).successor()).map(SealLinks.Link::id).contains(SUCCESSOR);

        register.enter(SUCCESSOR, EsealState.IN_SERVICE);
        clock.pass(Duration.ofDays(45));
        pass();
        assertThat(told).hasSize(1);
    }

    @Test
    void a_successor_that_ended_is_named_and_none_any_more() {
        request(SUCCESSOR);
        links.link(SUCCESSOR, ID, Succession.RENEWAL);
        timeline.add(ID, new TaskEvents.Decided("user_decide_renewal", "renew", ""));
        timeline.add(ID, new SealEvents.RenewalStarted(SUCCESSOR));
        register.enter(SUCCESSOR, EsealState.REJECTED);
        clock.pass(Duration.ofDays(50));
        pass();

        assertThat(told).extracting(SealEnding::standing).containsExactly(Standing.FAILED);
        assertThat(told.get(0).successor()).map(SealLinks.Link::state).contains(EsealState.REJECTED);
    }

    @Test
    void a_successor_that_was_started_while_the_decision_waited_is_no_renewal_that_never_started() {
        request(SUCCESSOR);
        links.link(SUCCESSOR, ID, Succession.RENEWAL);
        timeline.add(ID, new SealEvents.RenewalRequested("soon"));
        timeline.add(ID, new SealEvents.RenewalStarted(SUCCESSOR));
        timeline.add(ID, new TaskEvents.Decided("user_decide_renewal", "renew", "soon"));
        register.enter(SUCCESSOR, EsealState.REVOKED);
        clock.pass(Duration.ofDays(50));
        pass();

        assertThat(told).extracting(SealEnding::standing).containsExactly(Standing.FAILED);
    }

    @Test
    void a_seal_whose_revocation_is_approved_is_told_of_no_more() {
        when(revocations.isSettled(ID)).thenReturn(true);
        clock.pass(Duration.ofDays(50));
        pass();
        assertThat(told).isEmpty();
        assertThat(reminders()).isEmpty();

        when(revocations.isSettled(ID)).thenReturn(false);
        when(revocations.isWanted(ID)).thenReturn(true);
        pass();
        assertThat(told).as("it is only asked for").hasSize(1);
    }

    @Test
    void a_renewal_that_was_decided_and_never_started_is_told_as_that() {
        timeline.add(ID, new TaskEvents.Decided("user_decide_renewal", "renew", ""));
        when(instances.isAt(ID, Elements.SERVICE_START_RENEWAL)).thenReturn(true);
        clock.pass(Duration.ofDays(50));
        pass();

        assertThat(told).extracting(SealEnding::standing).containsExactly(Standing.DECIDED);
    }

    @Test
    void a_seal_that_shall_end_is_told_of_once_more_at_the_last_time_only() {
        clock.pass(Duration.ofDays(20));
        pass();
        timeline.add(ID, new TaskEvents.Decided("user_decide_renewal", "lapse", ""));
        for (int day = 0; day < 80; day++) {
            pass();
            clock.pass(Duration.ofDays(1));
        }

        assertThat(told).extracting(SealEnding::standing).containsExactly(Standing.UNDECIDED, Standing.LAPSES);
        assertThat(told.get(1).daysLeft()).isEqualTo(7);
        assertThat(told.get(1).urgent()).isTrue();
    }

    @Test
    void a_new_end_is_told_anew() {
        clock.pass(Duration.ofDays(95));
        pass();
        register.certificateInService(
                ID, Optional.of("02"), clock.instant(), clock.instant().plus(Duration.ofDays(80)));
        pass();

        assertThat(told).extracting(SealEnding::daysLeft).containsExactly(5L, 80L);
    }

    @Test
    void a_seal_that_has_ended_is_told_of_no_more() {
        clock.pass(Duration.ofDays(101));
        pass();

        assertThat(told).isEmpty();
    }

    @Test
    void a_seal_that_was_revoked_is_told_of_no_more() {
        register.enter(ID, EsealState.REVOKED);
        clock.pass(Duration.ofDays(50));
        pass();

        assertThat(told).isEmpty();
    }

    @Test
    void without_times_nobody_is_reminded_and_senseless_times_are_refused_at_the_start() {
        clock.pass(Duration.ofDays(95));
        reminders(settings("")).pass();
        assertThat(told).isEmpty();

        assertThatThrownBy(() -> settings("P1D,PT24H")).hasStackTraceContaining("reminders");
        assertThatThrownBy(() -> settings("P0D")).hasStackTraceContaining("reminders");
        assertThatThrownBy(() -> settings("-P1D")).hasStackTraceContaining("reminders");
    }

    private void pass() {
        reminders(settings("P90D,P60D,P30D,P14D,P7D")).pass();
    }

    private static CertificateSettings settings(String reminders) {
        LocalValidatorFactoryBean validator = new LocalValidatorFactoryBean();
        validator.afterPropertiesSet();
        return new Binder(new MapConfigurationPropertySource(Map.of("eseal.certificate.reminders", reminders)))
                .bindOrCreate(
                        "eseal.certificate",
                        Bindable.of(CertificateSettings.class),
                        new ValidationBindHandler(validator));
    }

    private ExpiryReminders reminders(CertificateSettings settings) {
        EndingSeals seals = new EndingSeals(jdbc, clock);
        return new ExpiryReminders(
                seals,
                new ExpiryReminder(
                        seals,
                        new SealStanding(links, timeline, instances),
                        revocations,
                        timeline,
                        event -> {
                            unreachable
                                    .filter(((SealEnding) event).esealId()::equals)
                                    .ifPresent(id -> {
                                        throw new IllegalStateException("nobody can be told");
                                    });
                            synchronized (told) {
                                told.add((SealEnding) event);
                            }
                        },
                        clock),
                settings,
                clock);
    }

    private List<SealEvents.ExpiryReminder> reminders() {
        return timeline.of(ID).stream()
                .flatMap(entry -> entry.as(SealEvents.ExpiryReminder.class).stream())
                .toList();
    }
}
