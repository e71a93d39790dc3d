package io.eseal.notification;

import io.eseal.id.UserId;
import io.eseal.security.Groups;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskMail;
import io.eseal.task.UserTaskDefinition;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Decides which mail a task causes and who gets it. Leaves out people from whom the process would refuse the task. */
@Component
@ConditionalOnMail
class TaskMailRules {

    private final Addresses addresses;
    private final TaskCatalogue catalogue;

    TaskMailRules(Addresses addresses, TaskCatalogue catalogue) {
        this.addresses = addresses;
        this.catalogue = catalogue;
    }

    /** Returns the kind of mail that is sent when the task is created. */
    MailKind kind(WaitingTask task) {
        return catalogue
                .find(task.key())
                .map(UserTaskDefinition::mail)
                .map(TaskMail::kind)
                .map(TaskMailRules::kind)
                .orElse(MailKind.TASK_WAITING);
    }

    /** Returns whether the model itself has a timer that reminds of the task. */
    boolean isRemindedByModel(WaitingTask task) {
        return catalogue
                .find(task.key())
                .filter(definition -> definition.mail().remindedByModel())
                .isPresent();
    }

    /**
     * Returns the address of the assignee; without an assignee who can be reached, the addresses of all who may do the
     * task.
     *
     * @param decided ids of users to leave out, beside those barred from the task
     */
    Set<String> doers(WaitingTask task, Set<UserId> decided) {
        return task.assignee()
                .flatMap(addresses::ofUser)
                .map(Set::of)
                .orElseGet(() -> addresses.ofGroups(task.groups(), barred(task, decided)));
    }

    /**
     * Returns the addresses of the assignee, of all who may do the task, and of the operators.
     *
     * @param decided ids of users to leave out, beside those barred from the task
     */
    Set<String> escalation(WaitingTask task, Set<UserId> decided) {
        List<String> groups = Stream.concat(task.groups().stream(), Stream.of(Groups.OPERATORS))
                .distinct()
                .toList();
        Set<String> all = new TreeSet<>(addresses.ofGroups(groups, barred(task, decided)));
        task.assignee().flatMap(addresses::ofUser).ifPresent(all::add);
        return all;
    }

    private Set<UserId> barred(WaitingTask task, Set<UserId> decided) {
        Set<UserId> barred = new HashSet<>(decided);
        catalogue
                .find(task.key())
                .flatMap(definition -> definition.doers().bar())
                .ifPresent(bar -> barred.addAll(bar.barred(task.esealId())));
        return barred;
    }

    private static MailKind kind(TaskMail.Kind kind) {
        return switch (kind) {
            case APPROVAL_WANTED -> MailKind.APPROVAL_WANTED;
            case CORRECTION_WANTED -> MailKind.CORRECTION_WANTED;
            case DELIVERY -> MailKind.DELIVERY;
            case RENEWAL_WANTED -> MailKind.RENEWAL_WANTED;
            case REVOCATION_WANTED -> MailKind.REVOCATION_WANTED;
            case TASK_WAITING -> MailKind.TASK_WAITING;
        };
    }
}
