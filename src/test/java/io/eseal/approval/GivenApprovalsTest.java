package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.TestClock;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.Outcome;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(Database.class)
class GivenApprovalsTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0G1VEN01");

    private final Approvals approvals = new Approvals(jdbc, clock);
    private final GivenApprovals given = new GivenApprovals(jdbc);

    GivenApprovalsTest(Database database) {
        super(database);
    }

    @Test
    void only_approvals_of_the_request_as_it_stands_are_told_the_first_one_first() {
        request(ID);
        approvals.add(round("first"), "legal-approvers", UserId.of("before-the-edit"), Outcome.APPROVE, "");
        Eseal eseal = round("second");
        approvals.add(eseal, "security-approvers", UserId.of("lena"), Outcome.APPROVE, "");
        clock.pass(Duration.ofMinutes(1));
        approvals.add(eseal, "legal-approvers", UserId.of("otto"), Outcome.APPROVE, "fine");
        approvals.add(eseal, "finance", UserId.of("kim"), Outcome.REWORK, "not yet");

        assertThat(given.of(eseal))
                .containsExactly(
                        new GivenApproval("security-approvers", UserId.of("lena"), TestClock.START),
                        new GivenApproval(
                                "legal-approvers", UserId.of("otto"), TestClock.START.plus(Duration.ofMinutes(1))));
    }

    private Eseal round(String fingerprint) {
        register.openApprovals(ID, fingerprint, List.of("legal-approvers", "security-approvers", "finance"));
        return register.find(ID).orElseThrow();
    }
}
