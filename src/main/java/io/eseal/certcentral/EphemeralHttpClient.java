package io.eseal.certcentral;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * HTTP client for calls whose data must not stay in memory. Calls that run at the same time share one JDK client, which
 * is dropped after the last of them. The JDK client keeps the last call of an idle connection, with its answer, as long
 * as the connection; on Java 17 a client without references ends after the next garbage collection.
 */
final class EphemeralHttpClient {

    private final Supplier<HttpClient> clients;
    private Optional<HttpClient> client = Optional.empty();
    private int users;

    EphemeralHttpClient(Supplier<HttpClient> clients) {
        this.clients = clients;
    }

    /** A call to make with the shared client. */
    interface Call<T> {
        T by(HttpClient client) throws IOException;
    }

    <T> T make(Call<T> call) throws IOException {
        HttpClient shared = take();
        try {
            return call.by(shared);
        } finally {
            giveBack();
        }
    }

    private synchronized HttpClient take() {
        HttpClient shared = client.orElseGet(clients);
        client = Optional.of(shared);
        users++;
        return shared;
    }

    private synchronized void giveBack() {
        users--;
        if (users == 0) {
            client = Optional.empty();
        }
    }
}
