package io.eseal.ledgercheck;

import io.eseal.security.Actors;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/** Starts one ledger check a night for the whole cluster. */
@Component
class LedgerCheckSchedule {

    private static final Logger log = LoggerFactory.getLogger(LedgerCheckSchedule.class);

    private final LedgerCheck check;

    LedgerCheckSchedule(LedgerCheck check) {
        this.check = check;
    }

    /** Returns when the ledger is checked, for the annotation below. */
    @Bean
    static String ledgerCheckCron(LedgerCheckSettings settings) {
        return settings.cron();
    }

    // The lock lasts longer than a short check, so that a node whose clock is behind starts no second one.
    @Scheduled(cron = "#{@ledgerCheckCron}", zone = "UTC")
    @SchedulerLock(name = "ledger-check-schedule", lockAtMostFor = "PT20M", lockAtLeastFor = "PT5M")
    void check() {
        if (check.run(Actors.SERVICE).isEmpty()) {
            log.info("The ledger is being checked already");
        }
    }
}
