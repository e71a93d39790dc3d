package io.eseal.approval;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealRegister;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was put to the approvers in each round: the request as it stood and the price. */
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

    /** @param price the most that the order may cost, as the approvers of the round see it */
    record Round(JsonNode request, BigDecimal price) {

        ApprovedContent content() {
            return ApprovedContent.of(request);
        }
    }

    /** Opens a new round of approvals on the request as it stands. */
    void open(EsealId esealId, JsonNode request, BigDecimal price, List<String> groups) {
        register.openApprovals(esealId, ApprovedContent.of(request).fingerprint(price), groups);
        int round = register.find(esealId).orElseThrow().approvalRound();
        jdbc.sql("insert into approval_round (eseal_id, round, price, request, opened_at) values (:id, :round, :price,"
                        + " :request, :at)")
                .param("id", esealId.value())
                .param("round", round)
                .param("price", price.toPlainString())
                .param("request", request.toString())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
    }

    /**
     * The latest round; empty for a request that was last put to its approvers by an earlier version of this service.
     */
    Optional<Round> current(Eseal eseal) {
        return find(eseal.id(), eseal.approvalRound());
    }

    /** The round before the latest. */
    Optional<Round> previous(Eseal eseal) {
        return find(eseal.id(), eseal.approvalRound() - 1);
    }

    private Optional<Round> find(EsealId esealId, int round) {
        return jdbc.sql("select request, price from approval_round where eseal_id = :id and round = :round")
                .param("id", esealId.value())
                .param("round", round)
                .query((row, number) ->
                        new Round(read(row.getString("request")), new BigDecimal(row.getString("price"))))
                .optional();
    }

    private JsonNode read(String text) {
        try {
            return json.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("approval_round.request holds no JSON", e);
        }
    }
}
