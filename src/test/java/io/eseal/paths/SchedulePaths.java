package io.eseal.paths;

import static io.eseal.request.RequestBeans.ownKey;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Date;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.Test;

class SchedulePaths extends Paths {

    @Test
    void a_task_is_due_when_the_settings_say_counted_from_its_creation() {
        Seal seal = Seal.requested(ownKeyWithCsr());

        assertThat(seal.approvalOf("legal-approvers").getDueDate()).isEqualTo(in(Duration.ofDays(2)));
        assertThat(seal.approvalOf("legal-approvers").getFollowUpDate()).isNull();
        ClockUtil.setCurrentTime(in(Duration.ofDays(1)));
        seal.approvedFor("legal-approvers", Person.LEGAL);
        assertThat(seal.approvalOf("security-approvers").getDueDate())
                .as("it waited meanwhile")
                .isEqualTo(in(Duration.ofDays(1)));
    }

    @Test
    void what_costs_money_by_the_hour_is_due_sooner_and_comes_first() {
        order.hasUnknownOutcome();
        order.lookUpLeavesDoubt("two orders with this reference");
        Seal seal = ordered().waitsFor("event_next_look_up");
        Task task = seal.task("user_resolve_order_in_doubt");

        assertThat(task.getDueDate()).isEqualTo(in(Duration.ofHours(4)));
        assertThat(task.getPriority()).isEqualTo(80);
    }

    @Test
    void a_task_that_depends_on_others_is_to_be_looked_after_before_it_is_due() {
        Task task = approved(ownKey()).task("user_submit_csr");

        assertThat(task.getFollowUpDate()).isEqualTo(in(Duration.ofDays(1))).isBefore(task.getDueDate());
        assertThat(task.getDescription()).startsWith("The requester makes a key pair");
    }

    private static Date in(Duration time) {
        return Date.from(ClockUtil.getCurrentTime().toInstant().plus(time));
    }
}
