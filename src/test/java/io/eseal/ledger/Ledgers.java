package io.eseal.ledger;

import io.eseal.cluster.NodeId;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** The ledger as one node sees it; each call is another node. */
public final class Ledgers {

    public static final OrderSettings SETTINGS = new OrderSettings(
            List.of(Duration.ofSeconds(30), Duration.ofMinutes(2), Duration.ofMinutes(10)),
            Duration.ofSeconds(20),
            Duration.ofMinutes(2),
            OrderSettings.WhenAbsent.RESEND,
            List.of(Duration.ofMinutes(1), Duration.ofHours(1), Duration.ofDays(1)),
            Duration.ofSeconds(30));

    private Ledgers() {}

    public static OrderLedger node(JdbcClient jdbc, PlatformTransactionManager transactions, Clock clock) {
        return new OrderLedger(jdbc, transactions, SETTINGS, new NodeId(), clock);
    }

    public static LedgerReader reader(JdbcClient jdbc) {
        return new LedgerReader(jdbc, SETTINGS);
    }
}
