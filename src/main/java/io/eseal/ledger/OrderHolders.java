package io.eseal.ledger;

import io.eseal.id.EsealId;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Which request holds an order number of CertCentral, for ever: rows are never deleted, whatever becomes of the order
 * or the request, and handed over only to the request that the order names. Each method belongs to the caller's
 * transaction; the primary key decides between two that take the same number at once.
 */
final class OrderHolders {

    private final JdbcClient jdbc;

    OrderHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param surplus whether it is a second order of its request, which is canceled instead of followed */
    record Holder(EsealId esealId, boolean surplus) {}

    /** The register is asked too: it may know an order that was taken before the ledger wrote holders down. */
    Optional<Holder> of(long orderId) {
        return written(orderId).or(() -> registered(orderId));
    }

    private Optional<Holder> written(long orderId) {
        return jdbc.sql("select eseal_id, surplus from order_holder where order_id = :order")
                .param("order", orderId)
                .query((row, n) -> new Holder(EsealId.of(row.getString("eseal_id")), row.getBoolean("surplus")))
                .optional();
    }

    private Optional<Holder> registered(long orderId) {
        return jdbc
                .sql("select id from eseal where order_id = :order order by id")
                .param("order", orderId)
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .map(id -> new Holder(EsealId.of(id), false));
    }

    /**
     * Gives the number to the request unless it has it already.
     *
     * @return whether it is surplus
     * @throws OrderOfAnotherException when another request holds it
     * @throws org.springframework.dao.DuplicateKeyException when somebody takes it at the same moment: to be tried
     *     again in a new transaction
     */
    boolean take(EsealId esealId, long orderId, OffsetDateTime now) {
        // Read once: a second reading could find what somebody else wrote in between, and take it for its own.
        Optional<Holder> written = written(orderId);
        Optional<Holder> holder = written.or(() -> registered(orderId));
        holder.filter(other -> !other.esealId().equals(esealId)).ifPresent(other -> {
            throw new OrderOfAnotherException(esealId, orderId, other.esealId());
        });
        if (written.isEmpty()) {
            jdbc.sql("insert into order_holder (order_id, eseal_id, recorded_at) values (:order, :id, :now)")
                    .param("order", orderId)
                    .param("id", esealId.value())
                    .param("now", now)
                    .update();
        }
        return holder.filter(Holder::surplus).isPresent();
    }

    /** Gives a number to the request that it was meant for; one that is being canceled stays where it is. */
    void handOver(long orderId, EsealId esealId) {
        jdbc.sql("update order_holder set eseal_id = :id where order_id = :order and not surplus")
                .param("id", esealId.value())
                .param("order", orderId)
                .update();
    }

    /** Marks a number of the request as surplus: from now on it is never adopted. To be called after {@link #take}. */
    void surplus(long orderId) {
        jdbc.sql("update order_holder set surplus = true where order_id = :order")
                .param("order", orderId)
                .update();
    }

    boolean isSurplus(long orderId) {
        return of(orderId).filter(Holder::surplus).isPresent();
    }

    /** Whether people have been told what became of an order that came late. */
    boolean isTold(long orderId) {
        return 0
                < jdbc.sql("select count(*) from order_holder where order_id = :order and told")
                        .param("order", orderId)
                        .query(Long.class)
                        .single();
    }

    /** To be called after {@link #take}. @return false when they had been told before */
    boolean told(long orderId) {
        return 1
                == jdbc.sql("update order_holder set told = true where order_id = :order and not told")
                        .param("order", orderId)
                        .update();
    }
}
