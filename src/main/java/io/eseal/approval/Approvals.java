package io.eseal.approval;

import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.Outcome;
import io.eseal.timeline.LockedRequests;
import java.time.Clock;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Stores the decisions of each round; the database refuses a second one by the same person or for the same group. */
@Component
class Approvals {

    private final JdbcClient jdbc;
    private final Clock clock;

    Approvals(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Returns the ids of all users who decided in the current round, whatever they decided. */
    Set<UserId> approversOf(Eseal eseal) {
        return given(eseal).map(Given::approver).collect(Collectors.toSet());
    }

    /** Returns the groups that approved in the current round. */
    List<String> approvedGroups(Eseal eseal) {
        return given(eseal).filter(Given::approves).map(Given::group).toList();
    }

    /**
     * Returns whether every required group approved the content with the request's fingerprint, each group by another
     * person and none by the requester.
     */
    boolean areComplete(Eseal eseal) {
        Map<String, UserId> approverOfGroup = new HashMap<>();
        given(eseal)
                .filter(Given::approves)
                .filter(given ->
                        given.fingerprint().equals(eseal.approvedFingerprint().orElse("")))
                .forEach(given -> approverOfGroup.put(given.group(), given.approver()));
        Set<UserId> people = Set.copyOf(approverOfGroup.values());
        return !eseal.approvalGroups().isEmpty()
                && approverOfGroup.keySet().containsAll(eseal.approvalGroups())
                && people.size() == approverOfGroup.size()
                && !people.contains(eseal.requester());
    }

    /** Stores the decision of a group in the current round, with the fingerprint of what was decided on. */
    void add(Eseal eseal, String group, UserId approver, Outcome decision, String comment) {
        jdbc.sql("""
                insert into approval (eseal_id, round, approver_group, approver, approver_person, decision, remark, print, at)
                values (:id, :round, :group, :approver, :person, :decision, :remark, :fingerprint, :at)""")
                .param("id", eseal.id().value())
                .param("round", eseal.approvalRound())
                .param("group", group)
                .param("approver", approver.value())
                .param("person", approver.normal())
                .param("decision", decision.word())
                .param("remark", comment)
                .param("fingerprint", eseal.approvalFingerprint().orElseThrow())
                .param("at", clock.instant().atOffset(ZoneOffset.UTC))
                .update();
        LockedRequests.forget(eseal.id(), ReadApprovals.class);
    }

    private Stream<Given> given(Eseal eseal) {
        return LockedRequests.known(eseal.id(), ReadApprovals.class)
                .filter(read -> read.round() == eseal.approvalRound())
                .orElseGet(() -> read(eseal))
                .given()
                .stream();
    }

    private ReadApprovals read(Eseal eseal) {
        ReadApprovals read = new ReadApprovals(
                eseal.approvalRound(),
                jdbc.sql(
                                "select approver_group, approver, decision, print from approval where eseal_id = :id and round = :round")
                        .param("id", eseal.id().value())
                        .param("round", eseal.approvalRound())
                        .query((row, number) -> new Given(
                                row.getString("approver_group"),
                                UserId.of(row.getString("approver")),
                                row.getString("decision"),
                                String.valueOf(row.getString("print"))))
                        .list());
        LockedRequests.remember(eseal.id(), read);
        return read;
    }

    private record Given(String group, UserId approver, String decision, String fingerprint) {

        boolean approves() {
            return decision.equals(Outcome.APPROVE.word());
        }
    }

    /** The decisions of a round, as far as the current transaction has read them. */
    private record ReadApprovals(int round, List<Given> given) {}
}
