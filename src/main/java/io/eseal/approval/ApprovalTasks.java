package io.eseal.approval;

import static io.eseal.task.UserTaskDefinition.task;

import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.Outcome;
import io.eseal.task.TaskAnswer;
import io.eseal.task.TaskBar;
import io.eseal.task.TaskInput;
import io.eseal.task.TaskList;
import io.eseal.task.TaskMail;
import io.eseal.task.UserTaskDefinition;
import java.util.Set;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Declares the task in which a group of approvers decides on a request. */
@Configuration(proxyBeanMethods = false)
class ApprovalTasks {

    static final TaskAnswer ANSWER = TaskAnswer.of(
            TaskInput.decision(Outcome.APPROVE, Outcome.REJECT, Outcome.REWORK),
            TaskInput.comment()
                    .requiredTo(
                            Set.of(Outcome.REJECT, Outcome.REWORK),
                            "A reason (comment) is required to reject a request or to send it back."));

    @Bean
    UserTaskDefinition approveRequestTask(SeparationOfDuties duties) {
        return task(Elements.USER_APPROVE_REQUEST, TaskList.APPROVALS)
                .bars(TaskBar.ofRequest(duties::againstApproval, duties::barredFromApproval))
                .tellsWhenNobodyMay("decide on")
                .asks(ANSWER)
                .saysPaymentInTitle()
                .showsPrice()
                .mails(TaskMail.Kind.APPROVAL_WANTED)
                .remindedByModel()
                .build();
    }
}
