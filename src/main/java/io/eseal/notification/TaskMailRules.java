package io.eseal.notification;

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

/** Which mail a task makes, and who gets it: nobody is asked for what the process would refuse from them. */
@Component
@ConditionalOnMail
class TaskMailRules {

    private final Addresses addresses;
    private final TaskCatalogue catalogue;

    TaskMailRules(Addresses addresses, TaskCatalogue catalogue) {
        this.addresses = addresses;
        this.catalogue = catalogue;
    }

    /** The mail that tells of the task when it comes to people. */
    MailKind kind(WaitingTask task) {
        return catalogue
                .find(task.key())
                .map(UserTaskDefinition::mail)
                .map(TaskMail::kind)
                .map(TaskMailRules::kind)
                .orElse(MailKind.TASK_WAITING);
    }

    boolean isRemindedByModel(WaitingTask task) {
        return catalogue
                .find(task.key())
                .filter(definition -> definition.mail().remindedByModel())
                .isPresent();
    }

    /** Whoever has it on the desk; nobody does, or cannot be reached: all who may do it. */
    Set<String> doers(WaitingTask task, Set<String> decided) {
        return task.assignee()
                .flatMap(addresses::ofUser)
                .map(Set::of)
                .orElseGet(() -> addresses.ofGroups(task.groups(), barred(task, decided)));
    }

    /** Whoever has it on the desk, all who may do it, and the operators. */
    Set<String> escalation(WaitingTask task, Set<String> decided) {
        List<String> groups = Stream.concat(task.groups().stream(), Stream.of(Groups.OPERATORS))
                .distinct()
                .toList();
        Set<String> all = new TreeSet<>(addresses.ofGroups(groups, barred(task, decided)));
        task.assignee().flatMap(addresses::ofUser).ifPresent(all::add);
        return all;
    }

    private Set<String> barred(WaitingTask task, Set<String> decided) {
        Set<String> barred = new HashSet<>(decided);
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
