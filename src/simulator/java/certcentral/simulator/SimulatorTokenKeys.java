package certcentral.simulator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Keys as tokens have them, the next one always in the making: an order must not wait seconds for it. */
@Component
class SimulatorTokenKeys {

    private final AtomicReference<CompletableFuture<String>> next = new AtomicReference<>(generate());

    String take() {
        return next.getAndSet(generate()).join();
    }

    private static CompletableFuture<String> generate() {
        return Keys.later(Keys::publicOnly);
    }
}
