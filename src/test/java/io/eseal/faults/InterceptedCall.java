package io.eseal.faults;

import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Holds one call that came to the {@link FaultServer}, and offers what a fault can do with it. */
final class InterceptedCall {

    private static final List<String> PASSED_ON = List.of("Content-Type", "Accept", "X-DC-DEVKEY");

    private final Socket client;
    private final Call call;
    private final String simulator;
    private final HttpClient http;
    private boolean keptOpen;

    InterceptedCall(Socket client, Call call, String simulator, HttpClient http) {
        this.client = client;
        this.call = call;
        this.simulator = simulator;
        this.http = http;
    }

    Call call() {
        return call;
    }

    /** Lets the call take effect at CertCentral. */
    Answer forward() throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(simulator + call.target()))
                .method(
                        call.method(),
                        call.body().length == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(call.body()));
        PASSED_ON.stream()
                .filter(call.headers()::containsKey)
                .forEach(name -> request.header(name, call.headers().get(name)));
        HttpResponse<byte[]> answer = http.send(request.build(), BodyHandlers.ofByteArray());
        return Answer.of(
                answer.statusCode(),
                answer.headers().firstValue("Content-Type").orElse("application/json"),
                answer.body());
    }

    /** The whole answer, and the end of the connection. */
    void send(Answer answer) throws IOException {
        write(answer.head());
        write(answer.body());
    }

    /** The whole answer; the connection stays open for the next call, as CertCentral's do. */
    void sendAndKeepOpen(Answer answer) throws IOException {
        keptOpen = true;
        write(answer.keptOpen().head());
        write(answer.body());
    }

    boolean isKeptOpen() {
        return keptOpen;
    }

    void write(byte... bytes) throws IOException {
        client.getOutputStream().write(bytes);
        client.getOutputStream().flush();
    }

    /** Ends the connection with a reset instead of an orderly end. */
    void reset() throws IOException {
        client.setSoLinger(true, 0);
        client.close();
    }

    /** Says nothing more until the client gives up. */
    void awaitClient() {
        try {
            while (client.getInputStream().read() >= 0) {
                // Whatever it still says.
            }
        } catch (IOException gone) {
            // Reset by the client, or this server was closed.
        }
    }
}
