package io.eseal.ledgercheck;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.Database;
import io.eseal.DatabaseTest;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.boot.context.properties.source.MapConfigurationPropertySource;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

class LedgerCheckScheduleTest {

    @Nested
    class OnH2 extends Validators {
        OnH2() {
            super(Database.H2);
        }
    }

    @Nested
    class OnPostgres extends Validators {
        OnPostgres() {
            super(Database.POSTGRES);
        }
    }

    abstract static class Validators extends DatabaseTest {

        private final LedgerCheck check = mock(LedgerCheck.class);

        Validators(Database database) {
            super(database);
        }

        @Test
        void of_all_nodes_that_wake_at_the_hour_one_checks_the_ledger() {
            when(check.run("service")).thenReturn(Optional.of(1L));
            try (var one = node();
                    var other = node()) {
                one.getBean(LedgerCheckSchedule.class).check();
                other.getBean(LedgerCheckSchedule.class).check();
                verify(check, times(1)).run("service");

                jdbc.sql("update shedlock set lock_until = locked_at").update();
                other.getBean(LedgerCheckSchedule.class).check();
                verify(check, times(2)).run("service");
            }
        }

        private AnnotationConfigApplicationContext node() {
            AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext();
            context.registerBean(LedgerCheck.class, () -> check);
            context.registerBean(
                    LockProvider.class,
                    () -> new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                            .withJdbcTemplate(
                                    new JdbcTemplate(((JdbcTransactionManager) transactionManager).getDataSource()))
                            .usingDbTime()
                            .build()));
            context.register(Locking.class, LedgerCheckSchedule.class);
            context.refresh();
            return context;
        }
    }

    // No @Configuration: the application's own tests scan this package.
    @EnableSchedulerLock(defaultLockAtMostFor = "PT5M")
    static class Locking {}

    @Test
    void nightly_thirty_checks_kept_two_hundred_reads_are_the_defaults() {
        assertThat(settings(Map.of()))
                .isEqualTo(new LedgerCheckSettings("0 30 3 * * *", 30, 200, Duration.ofMinutes(5)));
        assertThat(settings(Map.of("eseal.ledger-check.cron", "-")).cron()).isEqualTo("-");
    }

    @ParameterizedTest
    @ValueSource(strings = {"every night", "0 30 3 * *", "0 61 3 * * *"})
    void a_cron_expression_that_is_none_is_refused_with_its_name(String cron) {
        assertThatThrownBy(() -> settings(Map.of("eseal.ledger-check.cron", cron)))
                .isInstanceOf(BindException.class)
                .rootCause()
                .hasMessage("eseal.ledger-check.cron must be a cron expression of six fields or -, but is: " + cron);
    }

    private static LedgerCheckSettings settings(Map<String, String> values) {
        return new Binder(new MapConfigurationPropertySource(values))
                .bindOrCreate("eseal.ledger-check", LedgerCheckSettings.class);
    }
}
