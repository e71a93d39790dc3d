package certcentral.simulator;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.DisposableBean;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/**
 * Tells one address when an order was issued, rejected or revoked, as the vendor's webhook does: once, without a
 * signature, with the secret in {@code X-WEBHOOK-KEY}. {@code PUT /simulator/control/webhook {"url":"…","secret":"…"}}
 * sets the address; an empty one ends it.
 */
@RestController
class SimulatorWebhook implements DisposableBean {

    private static final Logger log = LoggerFactory.getLogger(SimulatorWebhook.class);
    private static final Duration INTERVAL = Duration.ofMillis(200);
    private static final Duration LONGEST_CALL = Duration.ofSeconds(10);
    /** Events of the vendor's page "Create webhook", by the status that they tell of. */
    private static final Map<String, String> EVENTS = Map.of(
            Status.ISSUED, "certificate_issued",
            Status.REJECTED, "order_rejected",
            Status.REVOKED, "certificate_revoked");

    private final SimulatorStore store;
    private final HttpClient http = HttpClient.newHttpClient();
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(work -> {
        Thread named = new Thread(work, "webhook-sender");
        named.setDaemon(true);
        return named;
    });
    private final Map<Long, Integer> told = new HashMap<>();
    private Target target = Target.NONE;
    private boolean started;

    SimulatorWebhook(SimulatorStore store) {
        this.store = store;
    }

    record Target(String url, String secret) {
        private static final Target NONE = new Target("", "");
    }

    private record Change(long order, Optional<Long> certificate, String status) {}

    @PutMapping(SimulatorControlController.BASE + "/webhook")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    synchronized void send(@RequestBody Target wish) {
        target = wish;
        // What happened before is not told.
        changes();
        if (!started && !target.url().isBlank()) {
            started = true;
            var unused = thread.scheduleWithFixedDelay(
                    this::tell, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    @Override
    public void destroy() {
        thread.shutdownNow();
    }

    private synchronized void tell() {
        if (target.url().isBlank()) {
            return;
        }
        for (Change change : changes()) {
            Optional.ofNullable(EVENTS.get(change.status())).ifPresent(event -> post(event, change));
        }
    }

    /** Returns the orders that changed since the last call, and remembers that. */
    private List<Change> changes() {
        return store.read((state, now) -> state.orders.values().stream()
                .filter(order -> !Integer.valueOf(order.changes().size())
                        .equals(told.put(order.id(), order.changes().size())))
                .map(order -> new Change(order.id(), order.certificateId(), order.status()))
                .toList());
    }

    private void post(String event, Change change) {
        String certificate =
                change.certificate().map(id -> ",\"certificate_id\":" + id).orElse("");
        HttpRequest request = HttpRequest.newBuilder(URI.create(target.url()))
                .timeout(LONGEST_CALL)
                .header("Content-Type", "application/json")
                .header("X-WEBHOOK-KEY", target.secret())
                .POST(BodyPublishers.ofString(
                        "{\"event\":\"" + event + "\",\"data\":{\"order_id\":" + change.order() + certificate + "}}"))
                .build();
        try {
            int status = http.send(request, BodyHandlers.discarding()).statusCode();
            log.info("Told the webhook {} of order {}: {}", event, change.order(), status);
        } catch (IOException e) {
            log.info("The webhook could not be told {} of order {}: {}", event, change.order(), e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
