package io.eseal.desk;

import io.eseal.id.EsealId;
import io.eseal.id.UserId;
import io.eseal.lifecycle.Eseal;
import io.eseal.retry.Retries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Content of one person's start page.
 *
 * @param person user id
 * @param applications ids of the engine's applications that the person may open
 * @param waiting the person's lists of tasks, in Tasklist's order
 * @param incidents number of open incidents; empty if the person may not open Cockpit
 * @param retrying failed steps and their causes; empty if the person may not open Cockpit
 * @param mayRetry whether the person may ask for another try of a step
 * @param mayRequest whether the person may request seals
 * @param mayAudit whether the person may read the evidence of all requests
 * @param own the person's own requests, newest first
 * @param everybodys requests of all people, newest first; empty unless the person is an operator or an auditor
 * @param downloadable ids of the listed requests whose certificate can be downloaded
 * @param nextSteps the person's open tasks by request
 */
record StartPageModel(
        UserId person,
        List<String> applications,
        List<Waiting> waiting,
        Optional<Long> incidents,
        Optional<Retries.Overview> retrying,
        boolean mayRetry,
        boolean mayRequest,
        boolean mayAudit,
        List<Eseal> own,
        List<Eseal> everybodys,
        Set<EsealId> downloadable,
        Map<EsealId, NextStep> nextSteps) {

    /** A list of tasks with its number of open tasks. */
    record Waiting(String filterId, String name, String description, String color, long count) {}

    /** The person's open task in a request. */
    record NextStep(String taskId, String name) {}
}
