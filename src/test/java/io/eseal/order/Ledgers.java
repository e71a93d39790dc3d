package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.Timeline;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** The ledger as one node sees it; each call is another node. */
public final class Ledgers {

    static final OrderSettings SETTINGS = new OrderSettings(List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10)),
            Duration.ofSeconds(20), Duration.ofMinutes(2),
            OrderSettings.WhenAbsent.RESEND, List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1)));

    private Ledgers() {
    }

    public static OrderLedger node(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new OrderLedger(jdbc, transactions, SETTINGS, new NodeId(), clock);
    }

    public static OrderPlacement placement(OrderLedger ledger, CertCentral certCentral, EsealRegister register, Timeline timeline,
                                           PlatformTransactionManager transactions, Clock clock) {
        return new OrderPlacement(ledger, certCentral, new OrderSearch(certCentral, ledger, register, clock), new UnclaimedOrders(timeline, transactions), clock);
    }

    static AbsentOrders absent(JdbcClient jdbc, PlatformTransactionManager transactions, OrderLedger ledger, CertCentral certCentral,
                               EsealRegister register, Clock clock) {
        return absent(jdbc, transactions, ledger, certCentral, register, clock, SETTINGS);
    }

    static AbsentOrders absent(JdbcClient jdbc, PlatformTransactionManager transactions, OrderLedger ledger, CertCentral certCentral,
                               EsealRegister register, Clock clock, OrderSettings settings) {
        OrderSearch search = new OrderSearch(certCentral, ledger, register, clock);
        return new AbsentOrders(ledger, new LookUpProof(jdbc, transactions, search, register, "key", clock), register, settings);
    }

    public static DisownedOrders disowned(OrderLedger ledger, EsealRegister register, Timeline timeline, Clock clock) {
        return new DisownedOrders(ledger, register, timeline, SETTINGS, clock);
    }

    public static LedgerReader reader(JdbcClient jdbc) {
        return new LedgerReader(jdbc, SETTINGS);
    }
}
