package certcentral.simulator;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Hands out keys of tokens and prepares the next one in the background, because making a key may take seconds. */
@Component
class SimulatorTokenKeys {

    private final AtomicReference<CompletableFuture<String>> next = new AtomicReference<>(generate());

    /** Returns a new public key as SubjectPublicKeyInfo in base 64; waits until it is made. */
    String take() {
        return next.getAndSet(generate()).join();
    }

    private static CompletableFuture<String> generate() {
        return Keys.later(Keys::publicOnly);
    }
}
