package io.eseal.setup;

import io.eseal.lifecycle.EsealLifecycle;
import io.eseal.security.Groups;
import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.authorization.Permission;
import org.camunda.bpm.engine.authorization.Permissions;
import org.camunda.bpm.engine.authorization.ProcessDefinitionPermissions;
import org.camunda.bpm.engine.authorization.Resource;
import org.camunda.bpm.engine.authorization.Resources;

/**
 * Permissions on one resource of the engine, given to a group; never to a person, whose permissions would outlive the
 * account.
 */
record Grant(String group, Resource resource, String resourceId, List<Permission> permissions) {

    private static final String ANY = "*";

    /** Returns what each group may do in the engine; the engine's own plugin gives the administrators everything. */
    static List<Grant> all() {
        var grants = new ArrayList<Grant>();
        for (var group : Groups.ALL) {
            if (!group.equals(Groups.ADMINISTRATORS)) {
                grants.add(application(group, "tasklist"));
                grants.add(application(group, "welcome"));
                grants.add(new Grant(
                        group, Resources.DECISION_DEFINITION, EsealLifecycle.APPROVAL_POLICY, decision(group)));
                grants.add(new Grant(group, Resources.DEPLOYMENT, ANY, List.of(Permissions.READ)));
                grants.add(new Grant(group, Resources.PROCESS_DEFINITION, EsealLifecycle.PROCESS, process(group)));
            }
        }
        grants.add(application(Groups.OPERATORS, "cockpit"));
        grants.add(application(Groups.AUDITORS, "cockpit"));
        // A start needs this permission and CREATE_INSTANCE on the definition.
        grants.add(new Grant(Groups.REQUESTERS, Resources.PROCESS_INSTANCE, ANY, List.of(Permissions.CREATE)));
        return grants;
    }

    private static Grant application(String group, String name) {
        return new Grant(group, Resources.APPLICATION, name, List.of(Permissions.ACCESS));
    }

    private static List<Permission> process(String group) {
        return switch (group) {
            case Groups.REQUESTERS ->
                List.of(ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.CREATE_INSTANCE);
            case Groups.OPERATORS ->
                List.of(
                        ProcessDefinitionPermissions.READ,
                        ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.UPDATE_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK,
                        ProcessDefinitionPermissions.UPDATE_TASK,
                        ProcessDefinitionPermissions.RETRY_JOB,
                        ProcessDefinitionPermissions.READ_HISTORY);
            case Groups.AUDITORS ->
                List.of(
                        ProcessDefinitionPermissions.READ, ProcessDefinitionPermissions.READ_INSTANCE,
                        ProcessDefinitionPermissions.READ_TASK, ProcessDefinitionPermissions.READ_HISTORY);
            default -> List.of(ProcessDefinitionPermissions.READ);
        };
    }

    private static List<Permission> decision(String group) {
        return switch (group) {
            case Groups.OPERATORS, Groups.AUDITORS -> List.of(Permissions.READ, Permissions.READ_HISTORY);
            default -> List.of(Permissions.READ);
        };
    }
}
