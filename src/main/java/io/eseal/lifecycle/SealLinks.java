package io.eseal.lifecycle;

import io.eseal.id.EsealId;
import io.eseal.id.OrderId;
import io.eseal.id.UserId;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Knows which request follows the seal of which. Each request holds its predecessor in a column with an index, so that
 * one query finds all seals without a successor; events of the timeline would have to be read one request after the
 * other.
 */
@Component
public class SealLinks {

    private static final RowMapper<Link> LINK = (row, n) -> new Link(
            EsealId.of(row.getString("id")),
            Succession.valueOf(row.getString("kind")),
            EsealState.valueOf(row.getString("state")),
            UserId.of(row.getString("requester")),
            Optional.ofNullable(row.getObject("order_id", Long.class)).map(OrderId::of),
            Optional.ofNullable(row.getObject("valid_till", OffsetDateTime.class))
                    .map(OffsetDateTime::toInstant));

    private final JdbcClient jdbc;

    SealLinks(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * The request at the other end of a link.
     *
     * @param kind how the later request follows the earlier one
     * @param validTill end of its certificate; empty while it has none
     */
    public record Link(
            EsealId id,
            Succession kind,
            EsealState state,
            UserId requester,
            Optional<OrderId> orderId,
            Optional<Instant> validTill) {

        /** Returns whether the request still leads to a seal, or its seal is in service. */
        public boolean isOpen() {
            return !state.ended();
        }
    }

    /** Stores that the request follows the seal of the predecessor, in place of what was stored before. */
    public void link(EsealId successor, EsealId predecessor, Succession kind) {
        jdbc.sql("update eseal set predecessor_id = :predecessor, succession = :kind where id = :id")
                .param("predecessor", predecessor.value())
                .param("kind", kind.name())
                .param("id", successor.value())
                .update();
    }

    /** Stores that the request renews no seal; another way in which it follows one stays. */
    public void unlinkRenewal(EsealId successor) {
        jdbc.sql("update eseal set predecessor_id = null, succession = null where id = :id and succession = 'RENEWAL'")
                .param("id", successor.value())
                .update();
    }

    /** Returns the request whose seal this one follows; empty when there is none. */
    public Optional<Link> predecessor(EsealId id) {
        return jdbc.sql("""
                select p.id, s.succession as kind, p.state, p.requester, p.order_id, p.valid_till
                from eseal s join eseal p on p.id = s.predecessor_id where s.id = :id""").param("id", id.value()).query(LINK).optional();
    }

    /**
     * Returns the request that follows this one's seal: one whose seal is in service, else one that may lead to a seal,
     * else the last whose seal has ended. A request that ended before it led to a seal is no successor.
     */
    public Optional<Link> successor(EsealId id) {
        return jdbc.sql("""
                select id, succession as kind, state, requester, order_id, valid_till from eseal
                where predecessor_id = :id and state not in ('REJECTED', 'CANCELED')
                order by case when state = 'IN_SERVICE' then 0 when state in ('REVOKED', 'EXPIRED') then 2 else 1 end,
                       created_at desc, id fetch first 1 rows only""").param("id", id.value()).query(LINK).optional();
    }

    /** Returns the last request that was to follow this one's seal and ended before it led to one. */
    public Optional<Link> failedSuccessor(EsealId id) {
        return jdbc.sql("""
                select id, succession as kind, state, requester, order_id, valid_till from eseal
                where predecessor_id = :id and state in ('REJECTED', 'CANCELED')
                order by created_at desc, id fetch first 1 rows only""").param("id", id.value()).query(LINK).optional();
    }
}
