package io.eseal.faults;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.faults.NodeClient.Reply;
import io.eseal.fixtures.ManyKeys;
import io.eseal.fixtures.OrderBodies;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import io.eseal.simulator.SimulatorServer.PlacedOrder;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.stream.StreamSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Acts as the users of the service, on whichever node answers. Repeats a call that was refused, reset or answered 5xx,
 * as people do, although it may have been done. Safe to use from many threads.
 */
final class People {

    private static final Logger log = LoggerFactory.getLogger(People.class);
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Map<String, String> MEMBER =
            Map.of("legal-approvers", "legal", "security-approvers", "security", "finance", "finance");

    private final Cluster cluster;
    private final Set<String> accepted = ConcurrentHashMap.newKeySet();
    private final Set<String> completed = ConcurrentHashMap.newKeySet();

    People(Cluster cluster) {
        this.cluster = cluster;
    }

    /** The requests that were answered with 202. */
    Set<String> accepted() {
        return Set.copyOf(accepted);
    }

    /** The oracle is no longer asked about these. */
    void forget(Collection<String> ids) {
        ids.forEach(accepted::remove);
    }

    /** The tasks whose completion was answered with 204. */
    Set<String> completed() {
        return Set.copyOf(completed);
    }

    /** A new request; returns its id. */
    String request(ObjectNode body) {
        String key = UUID.randomUUID().toString();
        Reply reply = insist("requester", person -> person.post("/api/eseals", body, "Idempotency-Key", key));
        if (reply.status() != 202) {
            throw new AssertionError("POST /api/eseals: " + reply);
        }
        String id = reply.json().get("id").asText();
        accepted.add(id);
        return id;
    }

    /** A new request that is ordered as soon as {@link #order} gives the last approval. */
    String readyToOrder() {
        String id = request(seal());
        approve(id, "legal-approvers");
        return id;
    }

    /** The last approval: a node places the order next. */
    void order(String id) {
        approve(id, "security-approvers");
    }

    /** An order body with a key of its own, paid by balance. */
    static ObjectNode seal() {
        return OrderBodies.withCsr(ManyKeys.next());
    }

    private void approve(String id, String group) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            for (JsonNode task : tasks(id)) {
                if (task.at("/candidateGroups/0").asText().equals(group)) {
                    insistOn(MEMBER.get(group), task, Map.of("decision", "approve", "comment", "fine"));
                    return;
                }
            }
            Pause.of(Duration.ofMillis(100));
        }
        throw new AssertionError(id + " never came to the approval of " + group + ": " + detail(id) + cluster.logs());
    }

    /** Does what the open tasks of the request ask for until that task is open. */
    JsonNode work(String id, String untilTask) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() < deadline) {
            List<JsonNode> tasks = tasks(id);
            for (JsonNode task : tasks) {
                if (task.get("key").asText().equals(untilTask)) {
                    return task;
                }
            }
            tasks.forEach(task -> work(id, task));
            Pause.of(Duration.ofMillis(100));
        }
        throw new AssertionError(id + " never came to " + untilTask + ": " + detail(id) + cluster.logs());
    }

    /**
     * Does once what the open tasks of the request ask for: approves, confirms, decides an order in doubt by what
     * CertCentral really has. A task that this does not know is left alone.
     */
    void work(String id) {
        tasks(id).forEach(task -> work(id, task));
    }

    private void work(String id, JsonNode task) {
        switch (task.get("key").asText()) {
            case Elements.USER_APPROVE_REQUEST ->
                complete(
                        MEMBER.get(task.at("/candidateGroups/0").asText()),
                        task,
                        Map.of("decision", "approve", "comment", "fine"));
            case Elements.USER_CONFIRM_SHIPPING ->
                complete(
                        "requester",
                        task,
                        Map.of("request", detail(id).get("request").toString()));
            case Elements.USER_RESOLVE_ORDER_IN_DOUBT -> {
                List<PlacedOrder> orders = cluster.certCentral().ordersOf(id);
                complete(
                        "operator",
                        task,
                        orders.isEmpty()
                                ? Map.of("decision", "reorder")
                                : Map.of(
                                        "decision",
                                        "adopt",
                                        "orderId",
                                        orders.get(0).orderId()));
            }
            default -> {}
        }
    }

    private void insistOn(String user, JsonNode task, Map<String, ?> variables) {
        Reply reply = insist(user, person -> complete(person, task, variables));
        // Done by an earlier try whose answer was lost.
        boolean gone = reply.status() == 404 || reply.status() == 400;
        if (reply.status() != 204 && !gone) {
            throw new AssertionError(user + " completes " + task.get("key") + ": " + reply);
        }
    }

    /** One try, on one node; what came of it shows in the tasks. */
    private void complete(String user, JsonNode task, Map<String, ?> variables) {
        List<Node> nodes = cluster.answering();
        if (nodes.isEmpty()) {
            return;
        }
        try {
            Reply reply = complete(
                    new NodeClient(nodes.get(ThreadLocalRandom.current().nextInt(nodes.size())), user),
                    task,
                    variables);
            if (reply.status() != 204) {
                log.info("{} completes {}: {}", user, task.get("key"), reply);
            }
        } catch (IOException e) {
            log.info("{} completes {}: {}", user, task.get("key"), e.toString());
        }
    }

    /** One try of one person to complete a task. */
    Reply complete(NodeClient person, JsonNode task, Map<String, ?> variables) throws IOException {
        ObjectNode body = SingleQuoted.object("{}");
        ObjectNode values = body.putObject("variables");
        variables.forEach((name, value) -> values.putObject(name)
                .put("type", value instanceof Long ? "Long" : "String")
                .putPOJO("value", value));
        Reply reply = person.post("/engine-rest/task/" + task.get("id").asText() + "/complete", body);
        if (reply.status() == 204) {
            completed.add(task.get("id").asText());
        }
        return reply;
    }

    JsonNode detail(String id) {
        return insist("operator", person -> person.get("/api/eseals/" + id)).json();
    }

    List<JsonNode> tasks(String id) {
        return StreamSupport.stream(detail(id).path("tasks").spliterator(), false)
                .toList();
    }

    String state(String id) {
        return detail(id).path("state").asText();
    }

    /** Works on all of them until each has an order that the service knows. */
    void workUntilOrdered(Collection<String> ids, Duration atMost) {
        workUntilOrdered(ids, atMost, id -> {});
    }

    /** @param meanwhile what happens, each time they were looked at, to those that are not ordered yet */
    void workUntilOrdered(Collection<String> ids, Duration atMost, Consumer<String> meanwhile) {
        long deadline = System.nanoTime() + atMost.toNanos();
        Collection<String> left = new ArrayList<>(ids);
        while (true) {
            left.removeIf(id -> {
                JsonNode detail = detail(id);
                detail.path("tasks").forEach(task -> work(id, task));
                return detail.path("state").asText().equals("ORDERED");
            });
            if (left.isEmpty()) {
                return;
            }
            left.forEach(meanwhile);
            if (System.nanoTime() > deadline) {
                throw new AssertionError("not ordered within " + atMost + ": "
                        + left.stream().map(this::detail).toList() + cluster.logs());
            }
            Pause.of(Duration.ofMillis(100));
        }
    }

    interface Attempt {
        Reply of(NodeClient person) throws IOException;
    }

    /** Tries on one node after the other until there is an answer that is not 5xx. */
    Reply insist(String user, Attempt attempt) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        String last = "no node answers";
        while (System.nanoTime() < deadline) {
            for (Node node : cluster.answering()) {
                try {
                    Reply reply = attempt.of(new NodeClient(node, user));
                    if (reply.status() < 500) {
                        return reply;
                    }
                    last = node + ": " + reply;
                } catch (IOException e) {
                    last = node + ": " + e;
                }
            }
            Pause.of(Duration.ofMillis(100));
        }
        throw new AssertionError("no answer within " + PATIENCE + "; last " + last + cluster.logs());
    }
}
