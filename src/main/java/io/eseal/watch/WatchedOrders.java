package io.eseal.watch;

import io.eseal.certcentral.OrderStatus;
import io.eseal.certcentral.Texts;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealState;
import io.eseal.lifecycle.OrderMoved;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows the orders of which seals in service are to be read: those that the sweep of changed orders told otherwise than
 * they were when they were read last, and those that were not read for long. Of a seal that is delivered, an order that
 * is told as ended is to be read, and once more when the seal is in service.
 */
@Component
class WatchedOrders {

    private static final Set<OrderStatus> AS_ISSUED = Set.of(OrderStatus.ISSUED, OrderStatus.WAITING_PICKUP);
    /** Stands before what was told when it was looked at while the seal was delivered. */
    private static final String IN_DELIVERY = "d ";

    private static final int LONGEST = 120 - IN_DELIVERY.length();
    private static final Duration BETWEEN_TRIES = Duration.ofHours(1);
    /** Failed reads of an order that is told as ended after which it waits an hour like others; until then, a pass. */
    private static final int SOON = 6;

    private static final String IS_ENDED = "(w.order_told like '% revoked' or w.order_told like '% canceled')";
    private static final String MAY_BE_TRIED = " and (w.order_tried_at is null or w.order_tried_at <= :before"
            + " or w.order_tries < :soon and " + IS_ENDED + ") ";
    private static final String LONGEST_WAIT_FIRST =
            " order by coalesce(w.order_tried_at, w.order_read_at, e.created_at), e.id limit :most";

    private final JdbcClient jdbc;
    private final Clock clock;

    WatchedOrders(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * A seal whose order is to be read.
     *
     * @param told what the sweep told of it last
     * @param inDelivery whether the seal is delivered, and not in service yet
     */
    record Due(EsealId seal, Optional<String> told, boolean inDelivery) {}

    /**
     * Marks the seal for a look at its order and its certificate, unless its order is told as it was the last time; at
     * first, as it is when a seal is issued.
     */
    @EventListener
    void on(OrderMoved moved) {
        boolean asIssued = moved.status()
                        .filter(word -> OrderStatus.isAmong(AS_ISSUED, word))
                        .isPresent()
                && (moved.certificateId().isEmpty()
                        || moved.eseal().certificateId().isEmpty()
                        || moved.certificateId().equals(moved.eseal().certificateId()));
        String told = Texts.limited(
                moved.certificateId().map(String::valueOf).orElse("-") + " "
                        + moved.status().orElse("-"),
                LONGEST);
        int marked = jdbc.sql("update seal_watch set order_told = :told, order_tries = 0, looked_at = null"
                        + " where eseal_id = :id and "
                        + (asIssued ? "order_told <> :told" : "(order_told is null or order_told <> :told)"))
                .param("told", told)
                .param("id", moved.eseal().id().value())
                .update();
        if (marked == 0 && !asIssued && isUnknown(moved.eseal().id())) {
            jdbc.sql("insert into seal_watch (eseal_id, order_told) values (:id, :told)")
                    .param("id", moved.eseal().id().value())
                    .param("told", told)
                    .update();
        }
    }

    private boolean isUnknown(EsealId esealId) {
        return jdbc.sql("select count(*) from seal_watch where eseal_id = :id")
                        .param("id", esealId.value())
                        .query(Integer.class)
                        .single()
                == 0;
    }

    /**
     * Returns seals in delivery whose order is told as revoked or canceled, or without a status, or was told so and is
     * told otherwise now.
     */
    List<Due> endedInDelivery(int most) {
        return jdbc.sql("""
                select e.id, e.state, w.order_told from seal_watch w join eseal e on e.id = w.eseal_id
                where e.state = :state and e.order_id is not null
                      and (w.order_told like '% -' or w.order_seen like :seen || '%' or """ + IS_ENDED + """
                      ) and (w.order_seen is null or w.order_seen <> :seen || w.order_told)
                """ + MAY_BE_TRIED + LONGEST_WAIT_FIRST)
                .param("state", EsealState.DELIVERY.name())
                .param("seen", IN_DELIVERY)
                .param("before", now().minus(BETWEEN_TRIES))
                .param("soon", SOON)
                .param("most", most)
                .query(WatchedOrders::due)
                .list();
    }

    /**
     * Returns seals whose order is told otherwise than when it was read. One that could not be read waits an hour, or,
     * if it is told as revoked or canceled, until the next pass the first times.
     */
    List<Due> changed(int most) {
        return jdbc.sql("""
                select e.id, e.state, w.order_told from seal_watch w join eseal e on e.id = w.eseal_id
                where e.state = :state and e.order_id is not null and w.order_told is not null
                      and (w.order_seen is null or w.order_seen <> w.order_told)
                """ + MAY_BE_TRIED + LONGEST_WAIT_FIRST)
                .param("state", EsealState.IN_SERVICE.name())
                .param("before", now().minus(BETWEEN_TRIES))
                .param("soon", SOON)
                .param("most", most)
                .query(WatchedOrders::due)
                .list();
    }

    /** Returns seals whose order was not read for so long, those that wait longest first. */
    List<Due> notReadFor(Duration interval, int most) {
        return jdbc.sql("""
                select e.id, e.state, w.order_told from eseal e left join seal_watch w on w.eseal_id = e.id
                where e.state = :state and e.order_id is not null and coalesce(w.order_read_at, e.created_at) <= :before
                """ + LONGEST_WAIT_FIRST)
                .param("state", EsealState.IN_SERVICE.name())
                .param("before", now().minus(interval))
                .param("most", most)
                .query(WatchedOrders::due)
                .list();
    }

    private static Due due(ResultSet row, int number) throws SQLException {
        return new Due(
                EsealId.of(row.getString("id")),
                Optional.ofNullable(row.getString("order_told")),
                EsealState.DELIVERY.name().equals(row.getString("state")));
    }

    /** Notes that the order was read now; what the sweep told since it was due is still to be looked at. */
    void read(Due due) {
        note(due, "order_seen = :seen, order_read_at = :now, order_tried_at = null, order_tries = 0");
    }

    /** Notes that the order could not be read now, so that the others go first. */
    void tried(Due due) {
        note(due, "order_tried_at = :now, order_tries = order_tries + 1");
    }

    private void note(Due due, String change) {
        if (isUnknown(due.seal())) {
            jdbc.sql("insert into seal_watch (eseal_id) values (:id)")
                    .param("id", due.seal().value())
                    .update();
        }
        jdbc.sql("update seal_watch set " + change + " where eseal_id = :id")
                .param(
                        "seen",
                        due.told()
                                .map(told -> due.inDelivery() ? IN_DELIVERY + told : told)
                                .orElse(null))
                .param("now", now())
                .param("id", due.seal().value())
                .update();
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}
