package io.eseal.order;

import io.eseal.certcentral.CertCentralException;
import io.eseal.certcentral.CertCentralSettings;
import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.lifecycle.EsealRegister;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Proves that look-ups with this API key find orders of this service, by reference and in the order list. Only then
 * does a look-up without a match mean anything: a key may be restricted, and CertCentral may not keep the reference. A
 * proof counts for all attempts that were sent before it; an older proof does not count, because CertCentral's index
 * may have fallen behind since.
 */
@Component
class LookUpProof {

    private static final Logger log = LoggerFactory.getLogger(LookUpProof.class);
    // More than one: an order may be lost at CertCentral, or visible to another division only.
    private static final int MOST_PROBED = 3;

    private final JdbcClient jdbc;
    private final TransactionTemplate ownTransaction;
    private final OrderSearch search;
    private final EsealRegister register;
    private final String keyId;
    private final Clock clock;

    @Autowired
    LookUpProof(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            OrderSearch search,
            EsealRegister register,
            CertCentralSettings settings,
            Clock clock) {
        this(jdbc, transactions, search, register, settings.keyId(), clock);
    }

    /**
     * Creates the proof of one API key.
     *
     * @param keyId name of the API key and of CertCentral's address
     */
    LookUpProof(
            JdbcClient jdbc,
            PlatformTransactionManager transactions,
            OrderSearch search,
            EsealRegister register,
            String keyId,
            Clock clock) {
        this.jdbc = jdbc;
        this.ownTransaction = new TransactionTemplate(transactions);
        this.ownTransaction.setPropagationBehavior(TransactionDefinition.PROPAGATION_REQUIRES_NEW);
        this.search = search;
        this.register = register;
        this.keyId = keyId;
        this.clock = clock;
    }

    private record Order(EsealId esealId, OrderId orderId, Instant sentAt) {}

    /**
     * Returns whether look-ups found an order after this moment; searches for an accepted order when no such proof is
     * stored.
     *
     * @throws CertCentralException when CertCentral could not be asked, so that nothing is known
     */
    boolean isThereSince(Instant sentAt) {
        if (isKeptSince(sentAt)) {
            return true;
        }
        Optional<CertCentralException> failed = Optional.empty();
        for (Order order : accepted()) {
            try {
                if (isFound(order)) {
                    keep(order);
                    return true;
                }
            } catch (CertCentralException e) {
                failed = Optional.of(e);
            }
        }
        failed.ifPresent(e -> {
            throw e;
        });
        return false;
    }

    private boolean isKeptSince(Instant sentAt) {
        return 0
                < jdbc.sql("select count(*) from look_up_proof where id = :id and seen_at > :sent")
                        .param("id", keyId)
                        .param("sent", sentAt.atOffset(ZoneOffset.UTC))
                        .query(Long.class)
                        .single();
    }

    /** Returns the latest accepted orders and the one found last: an index may not hold the latest ones yet. */
    private List<Order> accepted() {
        String orders = """
                select eseal_id, order_id, sent_at from ledger
                where operation = 'ORDER' and state = 'ACCEPTED' and order_id is not null and sent_at is not null""";
        List<Order> latest = jdbc.sql(orders + " order by sent_at desc fetch first %d rows only".formatted(MOST_PROBED))
                .query(LookUpProof::order)
                .list();
        List<Order> foundLast = jdbc.sql(
                        orders + " and order_id in (select order_id from look_up_proof where id = :id)")
                .param("id", keyId)
                .query(LookUpProof::order)
                .list();
        return Stream.concat(latest.stream(), foundLast.stream()).distinct().toList();
    }

    private static Order order(ResultSet row, int number) throws SQLException {
        return new Order(
                EsealId.of(row.getString("eseal_id")),
                OrderId.of(row.getLong("order_id")),
                row.getObject("sent_at", OffsetDateTime.class).toInstant());
    }

    private boolean isFound(Order order) {
        return register.find(order.esealId())
                .filter(eseal -> search.finds(eseal, order.orderId(), order.sentAt()))
                .isPresent();
    }

    private void keep(Order order) {
        try {
            ownTransaction.executeWithoutResult(status -> {
                if (0
                        == write(
                                "update look_up_proof set eseal_id = :eseal, order_id = :order, seen_at = :now where id = :id",
                                order)) {
                    write(
                            "insert into look_up_proof (id, eseal_id, order_id, seen_at) values (:id, :eseal, :order, :now)",
                            order);
                }
            });
        } catch (DuplicateKeyException e) {
            // Another node stored the proof at the same moment.
        }
        log.info(
                "Look-ups with this API key find orders of this service: order {} of {}",
                order.orderId(),
                order.esealId());
    }

    private int write(String sql, Order order) {
        return jdbc.sql(sql)
                .param("id", keyId)
                .param("eseal", order.esealId().value())
                .param("order", order.orderId().value())
                .param("now", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }
}
