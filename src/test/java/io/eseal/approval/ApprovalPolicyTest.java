package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.fixtures.Database;
import io.eseal.fixtures.DatabaseTest;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.Outcome;
import io.eseal.orderbody.OrderBody;
import io.eseal.request.RequestBeans;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An approval covers what its approvers saw, and what was left open then. */
@ParameterizedClass
@EnumSource(Database.class)
class ApprovalPolicyTest extends DatabaseTest {

    private static final EsealId ID = EsealId.of("ES-0APPR003");

    private final Approvals approvals = new Approvals(jdbc, clock);
    private final ApprovalRounds rounds = new ApprovalRounds(jdbc, register, json, clock);
    private BigDecimal price = new BigDecimal("500.00");
    private final ApprovalPolicy policy = new ApprovalPolicy(
            register,
            approvals,
            rounds,
            () -> price,
            new ApprovalSettings(Duration.ofDays(1), Duration.ofDays(3), false, Duration.ofMinutes(5)),
            clock);

    ApprovalPolicyTest(Database database) {
        super(database);
    }

    @BeforeEach
    void a_request() {
        request(ID);
    }

    private static ObjectNode token() {
        return (ObjectNode) SingleQuoted.json(
                "{'provisioning_method': 'qscd', 'ship_info': {'name': 'Ada', 'city': 'Gent', 'method': 'STANDARD'}}");
    }

    private static ObjectNode ownKey(String csr) {
        ObjectNode body = (ObjectNode) SingleQuoted.json("{'provisioning_method': 'csr'}");
        return csr == null ? body : body.put("csr", csr);
    }

    private void approved(ObjectNode body) {
        transaction.executeWithoutResult(status -> {
            rounds.open(ID, OrderBody.of(body), price, List.of("legal-approvers"));
            Eseal eseal = register.find(ID).orElseThrow();
            approvals.add(eseal, "legal-approvers", UserId.of("lena"), Outcome.APPROVE, "");
            register.approved(ID, eseal.approvalFingerprint().orElseThrow());
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"name", "city", "method"})
    void a_token_that_goes_elsewhere_is_not_covered_and_the_reason_names_the_field(String field) {
        approved(token());
        ObjectNode other = token();
        other.with("ship_info").put(field, "other");

        assertThat(policy.stands(ID, OrderBody.of(token()))).isTrue();
        assertThat(policy.stands(ID, OrderBody.of(other))).isFalse();
        assertThat(policy.whyNot(ID, OrderBody.of(other)))
                .isEqualTo("It is not what its approvers decided on any more: ship_info." + field + ".");
    }

    @Test
    void a_key_that_was_not_there_may_be_filled_in_but_one_that_was_stays() {
        approved(ownKey(null));
        assertThat(policy.stands(ID, OrderBody.of(ownKey(RequestBeans.csr())))).isTrue();
        assertThat(policy.againstKey(ID, RequestBeans.csrOfAnotherKey())).isEmpty();

        approved(ownKey(RequestBeans.csr()));
        assertThat(policy.stands(ID, OrderBody.of(ownKey(RequestBeans.csr())))).isTrue();
        assertThat(policy.stands(ID, OrderBody.of(ownKey(RequestBeans.csrOfAnotherKey()))))
                .isFalse();
        assertThat(policy.stands(ID, OrderBody.of(ownKey(null)))).isFalse();
        assertThat(policy.againstKey(ID, RequestBeans.csr())).isEmpty();
        assertThat(policy.againstKey(ID, RequestBeans.csrOfAnotherKey()))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("no other key is sent for this order", ApprovedContent.keyOf(RequestBeans.csr())));
    }

    @ParameterizedTest
    @CsvSource({"499.99, true", "500, true", "500.00, true", "500.01, false"})
    void a_price_that_rose_is_decided_on_again_a_lower_one_is_within_what_was_decided(BigDecimal now, boolean stands) {
        approved(token());
        price = now;

        assertThat(policy.stands(ID, OrderBody.of(token()))).isEqualTo(stands);
        if (!stands) {
            assertThat(policy.whyNot(ID, OrderBody.of(token())))
                    .isEqualTo("The price has risen: its approvers decided on 500.00 at most.");
        }
    }

    @Test
    void what_an_earlier_version_approved_is_approved_again_and_the_reason_says_so() {
        approved(token());
        jdbc.sql("delete from approval_round").update();

        assertThat(policy.stands(ID, OrderBody.of(token()))).isFalse();
        assertThat(policy.whyNot(ID, OrderBody.of(token()))).contains("approved by an earlier version of this service");
    }

    @Test
    void what_not_all_have_approved_does_not_stand() {
        transaction.executeWithoutResult(
                status -> rounds.open(ID, OrderBody.of(token()), price, List.of("legal-approvers")));
        assertThat(policy.stands(ID, OrderBody.of(token()))).isFalse();
        assertThat(policy.whyNot(ID, OrderBody.of(token()))).isEqualTo("Its approvals are not complete.");
    }
}
