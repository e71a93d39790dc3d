package io.eseal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import io.eseal.faults.NodeClient.Reply;
import io.eseal.fixtures.SingleQuoted;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;

/**
 * Acts as the operators of a campaign: decides orders in doubt by what CertCentral has, and retries failed steps once
 * the faults are over.
 */
final class CampaignOperators implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(CampaignOperators.class);

    private final Cluster cluster;
    private final People people;
    private final Set<String> inDoubt = ConcurrentHashMap.newKeySet();
    private final Set<String> incidents = ConcurrentHashMap.newKeySet();
    private final Map<String, String> why = new ConcurrentHashMap<>();
    private final Thread thread = new Thread(this::work, "operators");

    private volatile boolean closed;

    CampaignOperators(Cluster cluster, People people) {
        this.cluster = cluster;
        this.people = people;
        thread.setDaemon(true);
        thread.start();
    }

    /** The requests that somebody had to decide about because their order was in doubt. */
    Set<String> inDoubt() {
        return Set.copyOf(inDoubt);
    }

    /** Returns the number of doubts for each reason: the last words of the doubt's first timeline entry. */
    Map<String, Long> why() {
        return why.values().stream()
                .collect(Collectors.groupingBy(reason -> reason, TreeMap::new, Collectors.counting()));
    }

    private String reason(String id) {
        return cluster
                .postgres()
                .sql()
                .sql("select detail from timeline where eseal_id = :id and event = 'order_in_doubt' order by seq")
                .param("id", id)
                .query(String.class)
                .list()
                .stream()
                .findFirst()
                .orElse("not told")
                .replaceFirst(".*It is not ordered again without a person: ", "")
                .replace(id, "it")
                .replaceAll("[0-9]{4,}", "…");
    }

    /** The requests of which a step had to be set going again. */
    Set<String> incidents() {
        return Set.copyOf(incidents);
    }

    /** Every failed step is tried again. */
    void retryIncidents() {
        JsonNode all = people.insist("operator", person -> person.get("/engine-rest/incident"))
                .json();
        for (JsonNode incident : all) {
            incidents.add(incident.get("processInstanceId").asText());
            Reply reply = people.insist(
                    "operator",
                    person -> person.send(
                            "PUT",
                            "/engine-rest/job/" + incident.get("configuration").asText() + "/retries",
                            SingleQuoted.object("{'retries': 3}").toString()));
            log.info("incident {}: {}", incident, reply);
        }
    }

    private void work() {
        while (!closed) {
            try {
                for (String id : openDoubts()) {
                    inDoubt.add(id);
                    why.computeIfAbsent(id, this::reason);
                    people.work(id);
                }
            } catch (DataAccessException | AssertionError e) {
                log.info("the operators were interrupted: {}", e.getMessage());
            }
            try {
                // Operators look again and again until the campaign ends them by an interrupt.
                Thread.sleep(300);
            } catch (InterruptedException e) {
                return;
            }
        }
    }

    private List<String> openDoubts() {
        return cluster.postgres().sql().sql("""
                select i.business_key_ from act_ru_task t join act_ru_execution i on i.id_ = t.proc_inst_id_
                where t.task_def_key_ = 'user_resolve_order_in_doubt'""").query(String.class).list();
    }

    @Override
    public void close() {
        closed = true;
        thread.interrupt();
    }
}
