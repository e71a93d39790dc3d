package io.eseal.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;

/** Calls the simulator as a client would, over HTTP. */
final class Vendor {

    record Reply(int status, String text, JsonNode json, HttpResponse<String> raw) {

        long id() {
            return json.path("id").asLong();
        }

        List<String> codes() {
            return json.findValuesAsText("code");
        }
    }

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final HttpClient client = HttpClient.newHttpClient();
    private final SimulatorServer server;

    Vendor(SimulatorServer server) {
        this.server = server;
    }

    Reply get(String path) throws IOException {
        return send("GET", server.baseUrl() + path, "", SimulatorServer.API_KEY);
    }

    Reply put(String path, String body) throws IOException {
        return send("PUT", server.baseUrl() + path, body, SimulatorServer.API_KEY);
    }

    Reply order(Object body) throws IOException {
        return send("POST", server.baseUrl() + "/order/certificate/eu_eseal", body.toString(), SimulatorServer.API_KEY);
    }

    Reply control(String method, String path, String body) throws IOException {
        return send(method, server.root() + "/simulator/control" + path, body, "");
    }

    Reply send(String method, String uri, String body, String key) throws IOException {
        try {
            HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(uri))
                    .header("Content-Type", "application/json")
                    .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
            if (!key.isEmpty()) {
                request.header("X-DC-DEVKEY", key);
            }
            HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
            boolean isJson =
                    answer.headers().firstValue("Content-Type").orElse("").startsWith("application/json");
            return new Reply(
                    answer.statusCode(),
                    answer.body(),
                    isJson ? MAPPER.readTree(answer.body()) : MissingNode.getInstance(),
                    answer);
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }
}
