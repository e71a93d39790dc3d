package io.eseal.desk;

import io.eseal.desk.TaskFilter.Column;
import io.eseal.engine.QueryExpressions;
import io.eseal.lifecycle.EsealLifecycle.Variables;
import io.eseal.security.Groups;
import io.eseal.task.TaskCatalogue;
import io.eseal.task.TaskList;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.task.TaskQuery;

/** Defines the lists of tasks in the order in which Tasklist shows them; Tasklist opens with the first one. */
final class TaskFilters {

    private static final Set<String> WHO_CLAIM =
            Set.of(Groups.LEGAL_APPROVERS, Groups.SECURITY_APPROVERS, Groups.FINANCE, Groups.OPERATORS);
    private static final Set<String> WHO_WORK = Set.of(
            Groups.REQUESTERS, Groups.LEGAL_APPROVERS, Groups.SECURITY_APPROVERS, Groups.FINANCE, Groups.OPERATORS);
    private static final Set<String> WHO_WATCH = Set.of(Groups.OPERATORS, Groups.AUDITORS);

    // The organisation is part of the task's name.
    private static final Column REQUEST = new Column(Variables.ESEAL_ID, "Request");
    private static final Column REQUESTER = new Column(Variables.REQUESTER, "Requested by");
    private static final Column APPROVERS = new Column(Variables.APPROVER_GROUP, "Asked");
    private static final Column ORDER = new Column(Variables.ORDER_ID, "Order");
    private static final Column STATUS = new Column(Variables.ORDER_STATUS, "Order status");

    private TaskFilters() {}

    /** Returns all lists, in their order. */
    static List<TaskFilter> all(TaskCatalogue catalogue) {
        return List.of(
                new TaskFilter(
                        "to-do",
                        "To do",
                        "What waits for you or for anyone of your groups.",
                        "#0b4a7f",
                        WHO_CLAIM,
                        List.of(REQUEST, REQUESTER, ORDER, STATUS),
                        TaskFilters::mineOrMyGroups),
                new TaskFilter(
                        "my-tasks",
                        "My tasks",
                        "What is assigned to you.",
                        "#0b4a7f",
                        WHO_WORK,
                        List.of(REQUEST, ORDER, STATUS),
                        query -> query.taskAssigneeExpression(QueryExpressions.CURRENT_USER)),
                new TaskFilter(
                        "due",
                        "Due today or overdue",
                        "What you or your groups must do today or should have done already.",
                        "#a3320b",
                        WHO_WORK,
                        List.of(REQUEST, REQUESTER),
                        query -> mineOrMyGroups(query.dueBeforeExpression(QueryExpressions.END_OF_TODAY))),
                new TaskFilter(
                        "my-approvals",
                        "My approvals",
                        "Requests and revocations that you may decide on.",
                        "#5e35a1",
                        WHO_CLAIM,
                        List.of(REQUEST, REQUESTER, APPROVERS),
                        query -> mineOrMyGroups(of(catalogue, TaskList.APPROVALS, query))),
                new TaskFilter(
                        "payments",
                        "Payments",
                        "Orders that wait for their payment, whoever has claimed them.",
                        "#1c6634",
                        Set.of(Groups.FINANCE, Groups.OPERATORS),
                        List.of(REQUEST, REQUESTER),
                        query -> of(catalogue, TaskList.PAYMENTS, query)),
                new TaskFilter(
                        "in-doubt",
                        "In doubt",
                        "Orders, order statuses and certificates that somebody has to judge.",
                        "#a3141e",
                        Set.of(Groups.OPERATORS),
                        List.of(REQUEST, ORDER, STATUS),
                        query -> of(catalogue, TaskList.DOUBTS, query)),
                new TaskFilter(
                        "nobody-left",
                        "Nobody left to act",
                        "What nobody of its group may do: each of them requested the seal or decided on it before.",
                        "#a3141e",
                        Set.of(Groups.OPERATORS),
                        List.of(REQUEST, REQUESTER, APPROVERS),
                        query -> query.taskVariableValueEquals(Variables.NOBODY_LEFT, true)),
                new TaskFilter(
                        "in-certcentral",
                        "To do in CertCentral",
                        "What only a person in the CertCentral console can do.",
                        "#00616b",
                        Set.of(Groups.OPERATORS),
                        List.of(REQUEST, ORDER, STATUS),
                        query -> of(catalogue, TaskList.CONSOLE, query)),
                new TaskFilter(
                        "with-requesters",
                        "With the requesters",
                        "What requesters have to do: give them a hand where it is overdue.",
                        "#6a5200",
                        Set.of(Groups.OPERATORS),
                        List.of(REQUEST, REQUESTER),
                        query -> of(catalogue, TaskList.REQUESTERS, query)),
                new TaskFilter(
                        "all",
                        "All tasks",
                        "Every open task.",
                        "#4a4f57",
                        WHO_WATCH,
                        List.of(REQUEST, REQUESTER, APPROVERS, ORDER, STATUS),
                        query -> query),
                new TaskFilter(
                        "overdue",
                        "Overdue anywhere",
                        "What should have been done already, whoever it waits for.",
                        "#a3320b",
                        WHO_WATCH,
                        List.of(REQUEST, REQUESTER),
                        query -> query.dueBeforeExpression(QueryExpressions.NOW)));
    }

    private static TaskQuery mineOrMyGroups(TaskQuery query) {
        return query.or()
                .taskAssigneeExpression(QueryExpressions.CURRENT_USER)
                .taskCandidateGroupInExpression(QueryExpressions.CURRENT_USER_GROUPS)
                .endOr();
    }

    private static TaskQuery of(TaskCatalogue catalogue, TaskList list, TaskQuery query) {
        return query.taskDefinitionKeyIn(
                catalogue.ids(task -> task.display().list() == list).toArray(String[]::new));
    }
}
