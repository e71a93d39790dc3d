package io.eseal.notification;

import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.lifecycle.Timeline;
import io.eseal.lifecycle.TimelineEntry;
import io.eseal.security.Groups;
import org.springframework.stereotype.Component;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** Who is told of a task: nobody is asked for what the process would refuse from them. */
@Component
@ConditionalOnMail
class TaskRecipients {

    private final Addresses addresses;
    private final EsealRegister register;
    private final Timeline timeline;

    TaskRecipients(Addresses addresses, EsealRegister register, Timeline timeline) {
        this.addresses = addresses;
        this.register = register;
        this.timeline = timeline;
    }

    /** Whoever has it on the desk; nobody does, or cannot be reached: all who may do it. */
    Set<String> doers(WaitingTask task, Set<String> decided) {
        return task.assignee().flatMap(addresses::ofUser).map(Set::of)
                .orElseGet(() -> addresses.ofGroups(task.groups(), barred(task, decided)));
    }

    /** Whoever has it on the desk, all who may do it, and the operators. */
    Set<String> escalation(WaitingTask task, Set<String> decided) {
        List<String> groups = Stream.concat(task.groups().stream(), Stream.of(Groups.OPERATORS)).distinct().toList();
        Set<String> all = new TreeSet<>(addresses.ofGroups(groups, barred(task, decided)));
        task.assignee().flatMap(addresses::ofUser).ifPresent(all::add);
        return all;
    }

    private Set<String> barred(WaitingTask task, Set<String> decided) {
        Set<String> barred = new HashSet<>(decided);
        if (task.isApproval()) {
            register.find(task.esealId()).map(Eseal::requester).ifPresent(barred::add);
        }
        if (task.key().equals(Elements.USER_APPROVE_REVOCATION)) {
            revocationRequester(task.esealId()).ifPresent(barred::add);
        }
        return barred;
    }

    private Optional<String> revocationRequester(String esealId) {
        return timeline.last(esealId, "revocation_requested").map(TimelineEntry::actor);
    }
}
