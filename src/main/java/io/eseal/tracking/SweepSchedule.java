package io.eseal.tracking;

import io.eseal.certcentral.CertCentralException;
import net.javacrumbs.shedlock.core.LockProvider;
import net.javacrumbs.shedlock.provider.jdbctemplate.JdbcTemplateLockProvider;
import net.javacrumbs.shedlock.spring.annotation.EnableSchedulerLock;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.scheduling.annotation.EnableScheduling;
import org.springframework.scheduling.annotation.Scheduled;

import javax.sql.DataSource;

/** One sweep an interval for the whole cluster: the database's lock lets one node through. */
@Configuration
@EnableScheduling
@EnableSchedulerLock(defaultLockAtMostFor = "PT5M")
@ConditionalOnProperty(name = "eseal.tracking.sweep-enabled", matchIfMissing = true)
class SweepSchedule {

    private static final Logger log = LoggerFactory.getLogger(SweepSchedule.class);

    private final StatusSweep sweep;

    SweepSchedule(StatusSweep sweep) {
        this.sweep = sweep;
    }

    @Scheduled(fixedDelayString = "${eseal.tracking.sweep-interval:PT1M}", initialDelayString = "${eseal.tracking.sweep-interval:PT1M}")
    @SchedulerLock(name = "status-sweep", lockAtMostFor = "PT5M", lockAtLeastFor = "${eseal.tracking.sweep-interval:PT1M}")
    void sweep() {
        try {
            sweep.sweep();
        } catch (CertCentralException e) {
            log.warn("CertCentral could not be asked for status changes; the next sweep looks back further: {}", e.getMessage());
        }
    }

    @Bean
    static LockProvider lockProvider(DataSource dataSource) {
        return new JdbcTemplateLockProvider(JdbcTemplateLockProvider.Configuration.builder()
                .withJdbcTemplate(new JdbcTemplate(dataSource)).usingDbTime().build());
    }
}
