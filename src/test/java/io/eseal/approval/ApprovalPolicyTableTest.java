package io.eseal.approval;

import static org.assertj.core.api.Assertions.assertThat;

import io.eseal.lifecycle.EsealLifecycle;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.dmn.engine.DmnDecision;
import org.camunda.bpm.dmn.engine.DmnEngine;
import org.camunda.bpm.dmn.engine.DmnEngineConfiguration;
import org.camunda.bpm.engine.variable.Variables;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.instance.OutputEntry;
import org.camunda.bpm.model.dmn.instance.Rule;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApprovalPolicyTableTest {

    private static final DmnEngine ENGINE =
            DmnEngineConfiguration.createDefaultDmnEngineConfiguration().buildEngine();
    private static final DmnDecision POLICY = ENGINE.parseDecision(EsealLifecycle.APPROVAL_POLICY, table());

    @ParameterizedTest(name = "{0}, {1}, {2}, {3} days, new organisation {4}: {5}")
    @CsvSource({
        "qscd, balance, STANDARD,  365, false, legal-approvers",
        "qscd, card,    STANDARD,  365, false, legal-approvers",
        "csr,  balance, none,      365, false, legal-approvers security-approvers",
        "qscd, balance, STANDARD,  365, true,  legal-approvers security-approvers",
        "qscd, profile, STANDARD,  365, false, legal-approvers finance",
        "qscd, balance, EXPEDITED, 365, false, legal-approvers finance",
        "qscd, balance, STANDARD,  397, false, legal-approvers",
        "qscd, balance, STANDARD,  398, false, legal-approvers finance",
        "csr,  balance, none,      365, true,  legal-approvers security-approvers",
        "csr,  profile, none,      365, false, legal-approvers security-approvers finance",
        "qscd, profile, EXPEDITED, 730, false, legal-approvers finance",
        "csr,  card,    none,     1095, false, legal-approvers security-approvers finance",
        "qscd, profile, EXPEDITED, 1095, true, legal-approvers security-approvers finance",
    })
    void the_groups_that_must_approve(
            String provisioning, String payment, String shipping, long days, boolean newOrganization, String groups) {
        assertThat(groups(provisioning, payment, shipping, days, newOrganization))
                .containsExactlyInAnyOrder(groups.split(" "));
    }

    @Test
    void every_request_needs_the_legal_approvers_whatever_it_asks_for() {
        for (String provisioning : List.of("qscd", "csr", "", "something else")) {
            for (String payment : List.of("balance", "profile", "card", "")) {
                for (String shipping : List.of("STANDARD", "EXPEDITED", "none")) {
                    for (long days : new long[] {-1, 0, 365, 397, 398, 1095}) {
                        assertThat(groups(provisioning, payment, shipping, days, true))
                                .contains("legal-approvers");
                        assertThat(groups(provisioning, payment, shipping, days, false))
                                .contains("legal-approvers");
                    }
                }
            }
        }
    }

    @Test
    void every_rule_is_needed_by_some_request_and_names_a_group_that_exists() {
        List<Rule> rules = new ArrayList<>(Dmn.readModelFromStream(table()).getModelElementsByType(Rule.class));
        assertThat(rules).hasSize(6).extracting(Rule::getId).doesNotHaveDuplicates();
        assertThat(rules)
                .flatExtracting(Rule::getOutputEntries)
                .extracting(entry -> ((OutputEntry) entry).getTextContent().strip())
                .allMatch(group -> Set.of("\"legal-approvers\"", "\"security-approvers\"", "\"finance\"")
                        .contains(group));
    }

    private static Set<String> groups(
            String provisioning, String payment, String shipping, long days, boolean newOrganization) {
        return new HashSet<>(ENGINE.evaluateDecisionTable(
                        POLICY,
                        Variables.createVariables()
                                .putValue("provisioningMethod", provisioning)
                                .putValue("paymentMethod", payment)
                                .putValue("shippingMethod", shipping)
                                .putValue("validityDays", days)
                                .putValue("newOrganization", newOrganization))
                .<String>collectEntries("approverGroup"));
    }

    private static InputStream table() {
        return ApprovalPolicyTableTest.class.getResourceAsStream("/bpmn/approval-policy.dmn");
    }
}
