package io.eseal.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.orderbody.OrderBody;
import io.eseal.timeline.LockedRequests;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the content of each round of approvals: the request and the price that its approvers were shown. */
@Component
class ApprovalRounds {

    private final JdbcClient jdbc;
    private final EsealRegister register;
    private final ObjectMapper json;
    private final Clock clock;

    ApprovalRounds(JdbcClient jdbc, EsealRegister register, ObjectMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.register = register;
        this.json = json;
        this.clock = clock;
    }

    /**
     * One round of approvals.
     *
     * @param request the request when the round was opened
     * @param price the most that the order may cost, as the approvers of the round see it
     */
    record Round(OrderBody request, BigDecimal price) {

        ApprovedContent content() {
            return ApprovedContent.of(request);
        }
    }

    /** Opens a new round of approvals on the request and the price, for these approver groups. */
    void open(EsealId esealId, OrderBody request, BigDecimal price, List<String> groups) {
        register.openApprovals(esealId, ApprovedContent.of(request).fingerprint(price), groups);
        int round = register.find(esealId).orElseThrow().approvalRound();
        jdbc.sql("insert into approval_round (eseal_id, round, price, request, opened_at) values (:id, :round, :price,"
                        + " :request, :at)")
                .param("id", esealId.value())
                .param("round", round)
                .param("price", price.toPlainString())
                .param("request", request.json().toString())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        LockedRequests.forget(esealId, ReadRounds.class);
    }

    /**
     * Returns the latest round; empty when an earlier version of this service opened it without storing its content.
     */
    Optional<Round> current(Eseal eseal) {
        return find(eseal.id(), eseal.approvalRound());
    }

    /** Returns the round before the latest; empty for a first round. */
    Optional<Round> previous(Eseal eseal) {
        return find(eseal.id(), eseal.approvalRound() - 1);
    }

    private Optional<Round> find(EsealId esealId, int round) {
        ReadRounds read = LockedRequests.known(esealId, ReadRounds.class).orElseGet(ReadRounds::new);
        // What was put to approvers never changes; a round that is opened makes this transaction forget what it read.
        LockedRequests.remember(esealId, read);
        return read.rounds.computeIfAbsent(round, number -> read(esealId, number));
    }

    private Optional<Round> read(EsealId esealId, int round) {
        return jdbc.sql("select request, price from approval_round where eseal_id = :id and round = :round")
                .param("id", esealId.value())
                .param("round", round)
                .query((row, number) ->
                        new Round(read(row.getString("request")), new BigDecimal(row.getString("price"))))
                .optional();
    }

    private OrderBody read(String text) {
        try {
            return OrderBody.of(json.readTree(text));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("approval_round.request holds no JSON", e);
        }
    }

    /** The rounds of a request that the current transaction has read, those that do not exist as empty ones. */
    private static final class ReadRounds {

        private final Map<Integer, Optional<Round>> rounds = new HashMap<>();
    }
}
