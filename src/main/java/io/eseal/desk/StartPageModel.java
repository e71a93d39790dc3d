package io.eseal.desk;

import io.eseal.id.EsealId;
import io.eseal.lifecycle.Eseal;
import io.eseal.retry.Retries;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What one person finds on the start page.
 *
 * @param applications of the engine that the person may open, by their ids
 * @param waiting the person's lists of tasks, in Tasklist's order
 * @param incidents how many steps of the process stand still; empty for those who cannot look into them
 * @param retrying what is tried again and why; empty for those who cannot look into it
 * @param mayRetry whether the person may pull a try forward
 * @param mayRequest whether the person may request seals
 * @param mayAudit whether the person may read everybody's evidence
 * @param own the person's own requests, the newest first
 * @param everybodys likewise everybody's; empty for those who do not watch over them
 * @param downloadable ids of the listed requests whose certificate can be downloaded
 * @param nextSteps the person's open tasks, by the request that they are about
 */
record StartPageModel(
        String person,
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

    /** A list of tasks, and how many are in it. */
    record Waiting(String filterId, String name, String description, String color, long count) {}

    record NextStep(String taskId, String name) {}
}
