package io.eseal.notification;

import io.eseal.id.EsealId;
import io.eseal.screening.CardNumbers;
import io.eseal.security.RunAsSystem;
import java.time.Instant;
import java.util.Collection;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.RepositoryService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.runtime.Incident;
import org.camunda.bpm.engine.runtime.IncidentQuery;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.model.xml.instance.ModelElementInstance;
import org.springframework.stereotype.Component;

/** Reads open incidents with the service's own permissions. */
@Component
@ConditionalOnMail
class EngineIncidents {

    private static final int LONGEST_MESSAGE = 300;

    private final RuntimeService runtime;
    private final RepositoryService repository;
    private final RunAsSystem system;

    EngineIncidents(RuntimeService runtime, RepositoryService repository, RunAsSystem system) {
        this.runtime = runtime;
        this.repository = repository;
        this.system = system;
    }

    /** Returns the number of open incidents from the first moment to before the second. */
    long count(Instant from, Instant before) {
        return system.call(() -> query(from, before).count());
    }

    /**
     * Returns the facts for a mail about the oldest open incidents of that time.
     *
     * @param most most incidents to return
     */
    List<Map<String, Object>> between(Instant from, Instant before, int most) {
        return system.call(
                () -> facts(query(from, before).orderByIncidentTimestamp().asc().listPage(0, most)));
    }

    /** Returns those of the ids whose incidents are still open. */
    Set<String> open(Collection<String> ids) {
        return system.call(() -> ids.stream()
                .filter(id -> runtime.createIncidentQuery().incidentId(id).count() > 0)
                .collect(Collectors.toSet()));
    }

    /**
     * Selects the incidents from the first moment to before the second; the engine stores milliseconds and excludes
     * both bounds.
     */
    private IncidentQuery query(Instant from, Instant before) {
        return runtime.createIncidentQuery()
                .incidentTimestampAfter(Date.from(from.minusMillis(1)))
                .incidentTimestampBefore(Date.from(before));
    }

    private List<Map<String, Object>> facts(List<Incident> found) {
        Set<String> instances = found.stream()
                .map(Incident::getProcessInstanceId)
                .filter(id -> id != null)
                .collect(Collectors.toSet());
        Map<String, String> requests = instances.isEmpty()
                ? Map.of()
                : runtime.createProcessInstanceQuery().processInstanceIds(instances).list().stream()
                        .filter(instance -> instance.getBusinessKey() != null)
                        .collect(Collectors.toMap(ProcessInstance::getId, ProcessInstance::getBusinessKey));
        return found.stream()
                .map(incident -> facts(
                        incident,
                        EsealId.of(requests.getOrDefault(String.valueOf(incident.getProcessInstanceId()), ""))))
                .toList();
    }

    private Map<String, Object> facts(Incident incident, EsealId esealId) {
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("id", incident.getId());
        facts.put("instance", String.valueOf(incident.getProcessInstanceId()));
        facts.put("esealId", esealId);
        facts.put("step", step(incident).orElse(incident.getIncidentType()));
        facts.put("message", message(incident));
        return facts;
    }

    /** Returns the step's name in the model; its id if the model has no such step. */
    private Optional<String> step(Incident incident) {
        return Optional.ofNullable(incident.getActivityId())
                .filter(id -> incident.getProcessDefinitionId() != null)
                .map(id -> {
                    ModelElementInstance element = repository
                            .getBpmnModelInstance(incident.getProcessDefinitionId())
                            .getModelElementById(id);
                    return element == null ? id : element.getAttributeValue("name");
                });
    }

    /**
     * Returns the incident's message for a mail, shortened; leaves it out if it seems to hold a card number, because a
     * fault may quote what was sent.
     */
    private static String message(Incident incident) {
        String message = Optional.ofNullable(incident.getIncidentMessage()).orElse("");
        if (CardNumbers.contains(message)) {
            return "The message is left out here; see Cockpit.";
        }
        return message.length() > LONGEST_MESSAGE ? message.substring(0, LONGEST_MESSAGE) + " …" : message;
    }
}
