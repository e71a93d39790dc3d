package io.eseal.ledgercheck;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.times;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import java.util.Optional;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.support.JdbcTransactionManager;

@ParameterizedClass
@EnumSource(Database.class)
class LedgerCheckScheduleTest extends DatabaseTest {

    private final LedgerCheck check = mock(LedgerCheck.class);

    LedgerCheckScheduleTest(Database database) {
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
                LedgerCheckSettings.class,
                () -> new Binder().bindOrCreate("eseal.ledger-check", LedgerCheckSettings.class));
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

    // No @Configuration: the application's own tests scan this package.
    @EnableSchedulerLock(defaultLockAtMostFor = "PT5M")
    static class Locking {}
}
