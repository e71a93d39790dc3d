package io.eseal.certcentral;

import io.github.bucket4j.BlockingStrategy;
import java.sql.DatabaseMetaData;
import java.time.Clock;
import java.util.function.BooleanSupplier;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.boot.jdbc.DatabaseDriver;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcUtils;
import org.springframework.jdbc.support.MetaDataAccessException;
import org.springframework.transaction.PlatformTransactionManager;

/** Creates the guard of the calls, with its health indicator and its metrics. */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties({LimitSettings.class, BreakerSettings.class})
class CallGuardConfiguration {

    @Bean
    CallGuard callGuard(
            CertCentralSettings settings,
            LimitSettings limits,
            BreakerSettings breaker,
            DataSource dataSource,
            PlatformTransactionManager transactions,
            Clock clock)
            throws MetaDataAccessException {
        CallBudget budget = isPostgres(dataSource)
                ? CallBudget.shared(settings.keyId(), dataSource, limits, clock, BlockingStrategy.PARKING)
                : CallBudget.local(limits, clock, BlockingStrategy.PARKING);
        KeyPause pause = new KeyPause(settings.keyId(), limits, JdbcClient.create(dataSource), transactions, clock);
        return new CallGuard(budget, pause, new CallBreaker(breaker, settings.callTimeout(), clock), clock);
    }

    @Bean
    CallRate callRate(LimitSettings limits) {
        return limits.rate();
    }

    @Bean
    CallHealth certCentralHealthIndicator(CallGuard guard, @Qualifier("databaseAway") BooleanSupplier databaseAway) {
        return new CallHealth(guard, databaseAway);
    }

    @Bean
    CallMetrics callMetrics(CallGuard guard) {
        return new CallMetrics(guard);
    }

    private static boolean isPostgres(DataSource dataSource) throws MetaDataAccessException {
        return DatabaseDriver.fromProductName(
                        JdbcUtils.extractDatabaseMetaData(dataSource, DatabaseMetaData::getDatabaseProductName))
                == DatabaseDriver.POSTGRESQL;
    }
}
