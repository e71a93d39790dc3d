package io.eseal.desk;

import io.eseal.certificate.CertificateDownloads;
import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.lifecycle.EsealFilter;
import io.eseal.lifecycle.EsealRegister;
import io.eseal.retry.Retries;
import io.eseal.security.Caller;
import io.eseal.security.Groups;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.springframework.stereotype.Component;

/** Gathers what waits for a person, with that person's own permissions in the engine. */
@Component
class StartPageService {

    private static final int NEWEST = 10;
    private static final String COCKPIT = "cockpit";
    private static final List<String> APPLICATIONS = List.of("tasklist", COCKPIT, "admin");

    private final IdentityService identity;
    private final AuthorizationService authorizations;
    private final FilterService filters;
    private final TaskService tasks;
    private final RuntimeService runtime;
    private final EsealRegister register;
    private final Retries retries;
    private final CertificateDownloads downloads;

    StartPageService(
            IdentityService identity,
            AuthorizationService authorizations,
            FilterService filters,
            TaskService tasks,
            RuntimeService runtime,
            EsealRegister register,
            Retries retries,
            CertificateDownloads downloads) {
        this.identity = identity;
        this.authorizations = authorizations;
        this.filters = filters;
        this.tasks = tasks;
        this.runtime = runtime;
        this.register = register;
        this.retries = retries;
        this.downloads = downloads;
    }

    StartPageModel of(Caller person) {
        identity.setAuthentication(person.id(), List.copyOf(person.groups()));
        try {
            return gather(person);
        } finally {
            identity.clearAuthentication();
        }
    }

    private StartPageModel gather(Caller person) {
        List<String> applications = APPLICATIONS.stream()
                .filter(application -> authorizations.isUserAuthorized(
                        person.id(),
                        List.copyOf(person.groups()),
                        Permissions.ACCESS,
                        Resources.APPLICATION,
                        application))
                .toList();
        boolean requests = person.in(Groups.REQUESTERS);
        boolean watches = person.in(Groups.OPERATORS) || person.in(Groups.AUDITORS);
        List<Eseal> own = requests ? newest(Optional.of(person.id())) : List.of();
        List<Eseal> everybodys = watches ? newest(Optional.empty()) : List.of();
        List<EsealId> listed = Stream.of(own, everybodys)
                .flatMap(List::stream)
                .map(Eseal::id)
                .distinct()
                .toList();
        boolean cockpit = applications.contains(COCKPIT);
        Optional<Long> incidents = Optional.of(runtime)
                .filter(engine -> cockpit)
                .map(engine -> engine.createIncidentQuery().count());
        return new StartPageModel(
                person.id(),
                applications,
                waiting(),
                incidents,
                Optional.of(retries).filter(steps -> cockpit).map(Retries::overview),
                person.in(Groups.OPERATORS),
                requests,
                person.in(Groups.AUDITORS),
                own,
                everybodys,
                downloads.among(listed),
                nextSteps(person.id(), listed));
    }

    private List<StartPageModel.Waiting> waiting() {
        return filters.createTaskFilterQuery().unlimitedList().stream()
                .sorted(Comparator.comparingInt(StartPageService::position))
                .map(filter -> new StartPageModel.Waiting(
                        filter.getId(),
                        filter.getName(),
                        property(filter, "description"),
                        property(filter, "color"),
                        filters.count(filter.getId())))
                .toList();
    }

    private List<Eseal> newest(Optional<String> requester) {
        return register.find(
                        new EsealFilter(Optional.empty(), Optional.empty(), requester, Optional.empty()), 0, NEWEST)
                .items();
    }

    private Map<EsealId, StartPageModel.NextStep> nextSteps(String person, List<EsealId> esealIds) {
        Map<EsealId, StartPageModel.NextStep> steps = new HashMap<>();
        for (EsealId id : esealIds) {
            tasks.createTaskQuery()
                    .processInstanceBusinessKey(id.value())
                    .taskAssignee(person)
                    .orderByDueDate()
                    .asc()
                    .listPage(0, 1)
                    .forEach(task -> steps.put(id, new StartPageModel.NextStep(task.getId(), task.getName())));
        }
        return steps;
    }

    private static int position(Filter filter) {
        return filter.getProperties() != null && filter.getProperties().get("priority") instanceof Number position
                ? position.intValue()
                : 0;
    }

    private static String property(Filter filter, String name) {
        return filter.getProperties() == null
                ? ""
                : String.valueOf(filter.getProperties().getOrDefault(name, ""));
    }
}
