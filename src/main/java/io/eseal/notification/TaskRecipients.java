package io.eseal.notification;

import io.eseal.approval.SeparationOfDuties;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.security.Groups;
import io.eseal.timeline.EventKind;
import io.eseal.timeline.Timeline;
import io.eseal.timeline.TimelineEntry;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Who is told of a task: nobody is asked for what the process would refuse from them. */
@Component
@ConditionalOnMail
class TaskRecipients {

    private final Addresses addresses;
    private final SeparationOfDuties duties;
    private final Timeline timeline;

    TaskRecipients(Addresses addresses, SeparationOfDuties duties, Timeline timeline) {
        this.addresses = addresses;
        this.duties = duties;
        this.timeline = timeline;
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
        switch (task.key()) {
            case Elements.USER_APPROVE_REQUEST -> barred.addAll(duties.barredFromApproval(task.esealId()));
            case Elements.USER_PAY_BY_CARD -> barred.addAll(duties.barredFromPayment(task.esealId()));
            case Elements.USER_APPROVE_REVOCATION ->
                revocationRequester(task.esealId()).ifPresent(barred::add);
            default -> {}
        }
        return barred;
    }

    private Optional<String> revocationRequester(EsealId esealId) {
        return timeline.last(esealId, EventKind.REVOCATION_REQUESTED).map(TimelineEntry::actor);
    }
}
