package io.eseal.certcentral;

import java.io.IOException;
import java.net.http.HttpClient;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An HTTP client for calls that nothing may keep: those under way together share it, and with the last of them it goes.
 * The JDK client holds the last call of an idle connection, and its answer, for as long as the connection; one that
 * nobody holds any more ends, on Java 17, once the garbage collection has noticed.
 */
final class EphemeralHttpClient {

    private final Supplier<HttpClient> clients;
    private Optional<HttpClient> client = Optional.empty();
    private int users;

    EphemeralHttpClient(Supplier<HttpClient> clients) {
        this.clients = clients;
    }

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
