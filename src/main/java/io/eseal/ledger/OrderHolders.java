package io.eseal.ledger;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Stores which request holds an order number of CertCentral. Rows are never deleted, whatever becomes of order or
 * request, and change their holder only towards the request that the order names. Each method runs in the caller's
 * transaction; the primary key decides when two requests take the same number at once.
 */
final class OrderHolders {

    private final JdbcClient jdbc;

    OrderHolders(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The request that holds an order.
     *
     * @param surplus whether the order is a surplus order of its request, canceled instead of followed
     */
    record Holder(EsealId esealId, boolean surplus) {}

    /** Returns the holder of the order. Reads the register, too: older orders have no row in the table of holders. */
    Optional<Holder> of(OrderId orderId) {
        return written(orderId).or(() -> registered(orderId));
    }

    private Optional<Holder> written(OrderId orderId) {
        return jdbc.sql("select eseal_id, surplus from order_holder where order_id = :order")
                .param("order", orderId.value())
                .query((row, n) -> new Holder(EsealId.of(row.getString("eseal_id")), row.getBoolean("surplus")))
                .optional();
    }

    private Optional<Holder> registered(OrderId orderId) {
        return jdbc
                .sql("select id from eseal where order_id = :order order by id")
                .param("order", orderId.value())
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .map(id -> new Holder(EsealId.of(id), false));
    }

    /**
     * Gives the number to the request unless the request holds it already.
     *
     * @return whether the order is surplus
     * @throws OrderOfAnotherException when another request holds the order
     * @throws org.springframework.dao.DuplicateKeyException when another transaction takes the number at the same
     *     moment; the caller repeats the call in a new transaction
     */
    boolean take(EsealId esealId, OrderId orderId, OffsetDateTime now) {
        // Read once: a second reading could find the row of another transaction and take it for this request's.
        Optional<Holder> written = written(orderId);
        Optional<Holder> holder = written.or(() -> registered(orderId));
        holder.filter(other -> !other.esealId().equals(esealId)).ifPresent(other -> {
            throw new OrderOfAnotherException(esealId, orderId, other.esealId());
        });
        if (written.isEmpty()) {
            jdbc.sql("insert into order_holder (order_id, eseal_id, recorded_at) values (:order, :id, :now)")
                    .param("order", orderId.value())
                    .param("id", esealId.value())
                    .param("now", now)
                    .update();
        }
        return holder.filter(Holder::surplus).isPresent();
    }

    /** Gives the number to the request that the order names, unless the order is surplus and is being canceled. */
    void handOver(OrderId orderId, EsealId esealId) {
        jdbc.sql("update order_holder set eseal_id = :id where order_id = :order and not surplus")
                .param("id", esealId.value())
                .param("order", orderId.value())
                .update();
    }

    /** Marks an order as surplus, so that no attempt adopts it; to be called after {@link #take}. */
    void surplus(OrderId orderId) {
        jdbc.sql("update order_holder set surplus = true where order_id = :order")
                .param("order", orderId.value())
                .update();
    }

    /** Returns whether the order is marked as surplus. */
    boolean isSurplus(OrderId orderId) {
        return of(orderId).filter(Holder::surplus).isPresent();
    }

    /** Returns whether operators were told what became of a late order. */
    boolean isTold(OrderId orderId) {
        return 0
                < jdbc.sql("select count(*) from order_holder where order_id = :order and told")
                        .param("order", orderId.value())
                        .query(Long.class)
                        .single();
    }

    /**
     * Records that operators are told about the order; to be called after {@link #take}.
     *
     * @return false when they had been told before
     */
    boolean told(OrderId orderId) {
        return 1
                == jdbc.sql("update order_holder set told = true where order_id = :order and not told")
                        .param("order", orderId.value())
                        .update();
    }
}
