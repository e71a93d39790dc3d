package io.eseal.system;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.simulator.SimulatorServer;
import java.util.Map;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.JobQuery;

/** Runs the application behind the pages that a browser shows, with its CertCentral and with what others did before. */
public final class ApiFixture extends Scenario implements AutoCloseable {

    private final TestApplication application;

    private ApiFixture(TestApplication application) {
        this.application = application;
    }

    /** @param name of the database in memory, an own one for each */
    public static ApiFixture start(String name) {
        return start(name, Map.of());
    }

    public static ApiFixture start(String name, Map<String, String> settings) {
        return new ApiFixture(TestApplication.on("jdbc:h2:mem:" + name, "sa", "", settings));
    }

    /** Returns the address of the pages. */
    public String address() {
        return as(Client.ANONYMOUS).base();
    }

    /** Returns a bean of the application, with which a test reaches the engine past its guards. */
    public <T> T bean(Class<T> type) {
        return application.bean(type);
    }

    /** A second requester, whose requests are no business of the first one. */
    public void addRequester(String name) {
        application.addRequester(name);
    }

    public String requestedBy(String user, ObjectNode body) {
        Client.Answer answer = as(user).postJson("/api/eseals", body);
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
        return answer.json().get("id").asText();
    }

    /** The id of the request that the user made last, once there are so many of them. */
    public String newestOf(String user, int requests) {
        eventually("the requests of " + user, () -> list(user).path("total").asInt() >= requests, "are " + requests);
        return list(user).at("/items/0/id").asText();
    }

    /** The engine's id of the process instance that runs for the request. */
    public String instanceOf(String id) {
        return read("operator", "/engine-rest/process-instance?businessKey=" + id)
                .at("/0/id")
                .asText();
    }

    /** Waits until operators see that a step of the request failed. */
    public void fails(String id) {
        eventually(
                id,
                () -> read("operator", "/api/retries")
                        .get("steps")
                        .findValuesAsText("eseal")
                        .contains(id),
                "fails");
    }

    /** Asks for a {@code cancellation} or a {@code revocation} of a request. */
    public void asks(String user, String id, String what) {
        Client.Answer answer = as(user).post("/api/eseals/" + id + "/" + what);
        if (answer.status() != 202) {
            throw new AssertionError(answer.toString());
        }
    }

    /** A timer of the request's process goes off now, as no person may make it, once the process waits for it. */
    public void fire(String id, String timer) {
        JobQuery timers = bean(ManagementService.class)
                .createJobQuery()
                .timers()
                .processInstanceId(instanceOf(id))
                .activityId(timer);
        eventually(id, () -> timers.count() == 1 && executed(timers.singleResult()), "waits for " + timer);
    }

    private boolean executed(Job timer) {
        try {
            bean(ManagementService.class).executeJob(timer.getId());
            return true;
        } catch (OptimisticLockingException e) {
            // The process was moving; the engine, too, would try again.
            return false;
        }
    }

    private JsonNode list(String user) {
        return as(user).get("/api/eseals?size=1").json();
    }

    /** An answer of the service to the user's own call. */
    public JsonNode read(String user, String path) {
        return as(user).get(path).json();
    }

    @Override
    public void approve(String id) {
        super.approve(id);
    }

    @Override
    public JsonNode detail(String id) {
        return super.detail(id);
    }

    @Override
    public JsonNode reaches(String id, String state) {
        return super.reaches(id, state);
    }

    @Override
    public JsonNode waitsIn(String id, String task) {
        return super.waitsIn(id, task);
    }

    @Override
    public void completes(String user, String id, String task, Map<String, ?> variables) {
        super.completes(user, id, task, variables);
    }

    /** CertCentral's order for the request takes on that status. */
    public void orderBecomes(String id, String status) {
        eventually(id, () -> detail(id).at("/order/id").isNumber(), "is ordered");
        certCentral().setStatus(order(id).orderId(), status);
    }

    @Override
    public SimulatorServer certCentral() {
        return super.certCentral();
    }

    @Override
    TestApplication application() {
        return application;
    }

    @Override
    public void close() {
        application.close();
    }
}
