package io.eseal.desk;

import io.eseal.security.Groups;
import io.eseal.task.TaskCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.AuthorizationService;
import org.camunda.bpm.engine.FilterService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.authorization.Authorization;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.Resources;
import org.camunda.bpm.engine.filter.Filter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/**
 * Writes the lists of {@link TaskFilters} to the engine at every start. A list that an administrator renamed or changed
 * is reset; lists that administrators created are left alone.
 */
@Component
class FilterProvisioning implements SmartInitializingSingleton {

    private static final Logger log = LoggerFactory.getLogger(FilterProvisioning.class);

    private final TaskCatalogue catalogue;
    private final FilterService filters;
    private final TaskService tasks;
    private final AuthorizationService authorizations;
    private final TransactionOperations transaction;

    FilterProvisioning(
            TaskCatalogue catalogue,
            FilterService filters,
            TaskService tasks,
            AuthorizationService authorizations,
            TransactionOperations transaction) {
        this.catalogue = catalogue;
        this.filters = filters;
        this.tasks = tasks;
        this.authorizations = authorizations;
        this.transaction = transaction;
    }

    /** Writes the lists before the first request can arrive. */
    @Override
    public void afterSingletonsInstantiated() {
        try {
            transaction.executeWithoutResult(status -> provision());
        } catch (OptimisticLockingException e) {
            log.info("Another node writes the task filters at this moment; they are its and ours alike.");
        }
    }

    private void provision() {
        Map<String, List<Filter>> there = filters.createTaskFilterQuery().orderByFilterId().asc().list().stream()
                .filter(filter -> !key(filter).isEmpty())
                .collect(Collectors.groupingBy(FilterProvisioning::key));
        List<TaskFilter> wanted = TaskFilters.all(catalogue);
        Set<String> kept = IntStream.range(0, wanted.size())
                .mapToObj(position -> save(
                        wanted.get(position),
                        position,
                        there.getOrDefault(wanted.get(position).key(), List.of())))
                .collect(Collectors.toSet());
        // Left are lists of an older release, and duplicates that
        // two nodes wrote when both started on an empty database.
        there.values().stream()
                .flatMap(List::stream)
                .map(Filter::getId)
                .filter(id -> !kept.contains(id))
                .forEach(filters::deleteFilter);
    }

    private String save(TaskFilter wanted, int position, List<Filter> there) {
        Filter filter = there.isEmpty() ? filters.newTaskFilter() : there.get(0);
        String id = filters.saveFilter(filter.setName(wanted.name())
                        .setQuery(wanted.query(tasks.createTaskQuery()))
                        .setProperties(wanted.properties(position)))
                .getId();
        Groups.ALL.forEach(group -> permit(id, group, wanted.groups().contains(group)));
        return id;
    }

    private void permit(String filterId, String group, boolean wanted) {
        Authorization grant = authorizations
                .createAuthorizationQuery()
                .authorizationType(Authorization.AUTH_TYPE_GRANT)
                .groupIdIn(group)
                .resourceType(Resources.FILTER)
                .resourceId(filterId)
                .singleResult();
        if (wanted && grant == null) {
            grant = authorizations.createNewAuthorization(Authorization.AUTH_TYPE_GRANT);
            grant.setGroupId(group);
            grant.setResource(Resources.FILTER);
            grant.setResourceId(filterId);
            grant.addPermission(Permissions.READ);
            authorizations.saveAuthorization(grant);
        } else if (!wanted && grant != null) {
            authorizations.deleteAuthorization(grant.getId());
        }
    }

    private static String key(Filter filter) {
        return filter.getProperties() == null
                ? ""
                : String.valueOf(filter.getProperties().getOrDefault(TaskFilter.KEY, ""));
    }
}
