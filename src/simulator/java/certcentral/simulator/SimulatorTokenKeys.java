package certcentral.simulator;

import java.security.KeyPair;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicReference;
import org.springframework.stereotype.Component;

/** Hands out keys of tokens and prepares the next one in the background, because making a key may take seconds. */
@Component
class SimulatorTokenKeys {

    private final AtomicReference<CompletableFuture<KeyPair>> next = new AtomicReference<>(generate());

    /** Returns a new key pair; waits until it is made. */
    KeyPair take() {
        return next.getAndSet(generate()).join();
    }

    private static CompletableFuture<KeyPair> generate() {
        return Keys.later(Keys::generate);
    }
}
