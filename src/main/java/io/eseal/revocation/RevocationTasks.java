package io.eseal.revocation;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.Outcome;
import io.eseal.security.Groups;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.TaskMail;
import io.eseal.task.UserTaskDefinition;
import io.eseal.task.WorkUnderWay;
import java.time.Duration;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Defines the tasks of a revocation, due in four hours: the harm of a misused seal grows with time. */
@Configuration(proxyBeanMethods = false)
class RevocationTasks {

    private static final Duration SOON = Duration.ofHours(4);

    @Bean
    UserTaskDefinition approveRevocationTask(RevocationFourEyes fourEyes) {
        return approval(
                Elements.USER_APPROVE_REVOCATION,
                fourEyes,
                "The field comment is required to keep the certificate in service: the reason.");
    }

    /** Defines the decision on the revocation of a seal that is still being delivered. */
    @Bean
    UserTaskDefinition approveWithdrawalTask(RevocationFourEyes fourEyes) {
        return approval(
                Elements.USER_APPROVE_WITHDRAWAL,
                fourEyes,
                "The field comment is required to go on with the delivery: the reason.");
    }

    private static UserTaskDefinition approval(String element, RevocationFourEyes fourEyes, String whyNeeded) {
        return task(element, TaskList.APPROVALS)
                .doneBy(Groups.LEGAL_APPROVERS, Groups.OPERATORS)
                .bars(fourEyes)
                .asks(
                        TaskInput.decision(Outcome.APPROVE, Outcome.REJECT),
                        TaskInput.comment().requiredTo(Set.of(Outcome.REJECT), whyNeeded))
                .due(SOON)
                .mails(TaskMail.Kind.REVOCATION_WANTED)
                .build();
    }

    @Bean
    UserTaskDefinition chaseRevocationTask() {
        return task(Elements.USER_CHASE_REVOCATION, TaskList.CONSOLE)
                .doneBy(Groups.OPERATORS)
                .isPartOf(WorkUnderWay.REVOCATION)
                .asks(
                        TaskInput.decision(Outcome.WAIT, Outcome.GIVE_UP),
                        TaskInput.comment()
                                .requiredTo(
                                        Set.of(Outcome.GIVE_UP),
                                        "The field comment is required to end the wait: why CertCentral's word is enough."))
                .due(SOON)
                .build();
    }

    @Bean
    UserTaskDefinition revokeInCertCentralTask() {
        return task(Elements.USER_REVOKE_IN_CERTCENTRAL, TaskList.CONSOLE)
                .doneBy(Groups.OPERATORS)
                .isPartOf(WorkUnderWay.REVOCATION)
                .due(SOON)
                .build();
    }
}
