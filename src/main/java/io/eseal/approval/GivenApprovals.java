package io.eseal.approval;

import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.Outcome;
import java.time.OffsetDateTime;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Reads the approvals that were given to a request, for decisions that are taken later. */
@Component
public class GivenApprovals {

    private final JdbcClient jdbc;

    GivenApprovals(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Returns the approvals of the current round, the earliest first; approvals of earlier rounds do not count. */
    public List<GivenApproval> of(Eseal eseal) {
        return jdbc.sql("""
                select approver_group, approver, at from approval
                where eseal_id = :id and round = :round and decision = :approve order by at, approver_group""")
                .param("approve", Outcome.APPROVE.word())
                .param("id", eseal.id().value())
                .param("round", eseal.approvalRound())
                .query((row, number) -> new GivenApproval(
                        row.getString("approver_group"),
                        UserId.of(row.getString("approver")),
                        row.getObject("at", OffsetDateTime.class).toInstant()))
                .list();
    }
}
