package io.eseal.order;

import io.eseal.certcentral.CertCentral;
import io.eseal.ledger.Ledgers;
import io.eseal.ledger.OrderLedger;
import io.eseal.ledger.OrderSettings;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.timeline.Timeline;
import java.time.Clock;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.PlatformTransactionManager;

/** Makes the services that place and look up orders, over the ledger as one node sees it. */
public final class OrderServices {

    private OrderServices() {}

    public static OrderSender sender(
            OrderLedger ledger,
            CertCentral certCentral,
            EsealRegister register,
            Timeline timeline,
            PlatformTransactionManager transactions,
            Clock clock) {
        return sender(ledger, certCentral, register, timeline, transactions, event -> {}, clock);
    }

    public static OrderSender sender(
            OrderLedger ledger,
            CertCentral certCentral,
            EsealRegister register,
            Timeline timeline,
            PlatformTransactionManager transactions,
            ApplicationEventPublisher events,
            Clock clock) {
        return new OrderSender(
                ledger,
                certCentral,
                new OrderSearch(certCentral, ledger, register, clock),
                new UnclaimedOrders(timeline, transactions),
                events,
                clock);
    }

    public static AbsentOrders absent(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            OrderLedger ledger,
            CertCentral certCentral,
            EsealRegister register,
            Timeline timeline,
            Clock clock) {
        return absent(jdbc, transactions, ledger, certCentral, register, timeline, clock, Ledgers.SETTINGS);
    }

    public static AbsentOrders absent(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            OrderLedger ledger,
            CertCentral certCentral,
            EsealRegister register,
            Timeline timeline,
            Clock clock,
            OrderSettings settings) {
        OrderSearch search = new OrderSearch(certCentral, ledger, register, clock);
        return new AbsentOrders(
                ledger,
                new LookUpProof(jdbc, transactions, search, register, "key", clock),
                register,
                timeline,
                settings);
    }

    public static Reconciliation reconciliation(
            OrderLedger ledger,
            CertCentral certCentral,
            OrderSearch search,
            AbsentOrders absent,
            EsealRegister register,
            Timeline timeline,
            OrderSettings settings,
            Clock clock) {
        return new Reconciliation(
                ledger,
                search,
                absent,
                new OrderAdoption(ledger, certCentral, search, register, timeline),
                settings,
                clock);
    }

    public static DisownedOrders disowned(OrderLedger ledger, EsealRegister register, Timeline timeline, Clock clock) {
        return new DisownedOrders(ledger, register, timeline, Ledgers.SETTINGS, clock);
    }
}
