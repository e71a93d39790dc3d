package io.eseal.approval;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.lifecycle.EsealRegister;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import net.javacrumbs.shedlock.spring.annotation.SchedulerLock;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Bean;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Checks waiting tasks again when people joined or left a group, because the engine publishes no event for that. Skips
 * the check while the groups are unchanged.
 */
@Component
class ApproverAvailabilitySweep {

    private static final Logger log = LoggerFactory.getLogger(ApproverAvailabilitySweep.class);

    private final RuntimeService runtime;
    private final EsealRegister register;
    private final ApproverAvailability people;
    private final GroupMembers groups;
    private final TransactionTemplate transaction;
    private volatile Map<String, Set<String>> known = Map.of();

    ApproverAvailabilitySweep(
            RuntimeService runtime,
            EsealRegister register,
            ApproverAvailability people,
            GroupMembers groups,
            TransactionTemplate transaction) {
        this.runtime = runtime;
        this.register = register;
        this.people = people;
        this.groups = groups;
        this.transaction = transaction;
    }

    /** Returns the interval, for the annotations below. */
    @Bean
    static Duration approverSweepInterval(ApprovalSettings settings) {
        return settings.sweepInterval();
    }

    @Scheduled(fixedDelayString = "#{@approverSweepInterval}", initialDelayString = "#{@approverSweepInterval}")
    @SchedulerLock(name = "approver-availability-sweep", lockAtMostFor = "PT5M")
    void sweep() {
        Map<String, Set<String>> members = groups.byGroup();
        if (members.equals(known)) {
            return;
        }
        long failed = runtime
                .createProcessInstanceQuery()
                .processDefinitionKey(EsealLifecycle.PROCESS)
                .activityIdIn(people.watched().toArray(String[]::new))
                .unlimitedList()
                .stream()
                .filter(instance -> !look(instance))
                .count();
        if (failed == 0) {
            known = members;
        }
    }

    private boolean look(ProcessInstance instance) {
        try {
            transaction.executeWithoutResult(status -> {
                // A decision at the same moment runs the same check: one waits for the other.
                EsealId id = EsealId.of(instance.getBusinessKey());
                register.lock(id);
                people.lookAgain(id, instance.getProcessInstanceId(), "");
            });
            return true;
        } catch (RuntimeException e) {
            log.warn(
                    "Who may act on {} could not be found out; the next sweep tries again: {}",
                    instance.getBusinessKey(),
                    e.getMessage());
            return false;
        }
    }
}
