package io.eseal.faults;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.faults.Canaries.Card;
import io.eseal.faults.NodeClient.Reply;
import io.eseal.fixtures.SingleQuoted;
import io.eseal.lifecycle.EsealLifecycle.Elements;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Sends a card along every path into the service, right or wrong, and a new card for each path. */
final class CanaryWalk {

    private static final Duration SOON = Duration.ofSeconds(60);
    private static final String JSON = "application/json";
    private static final String FORM = "application/x-www-form-urlencoded";

    private final Cluster cluster;
    private final People people;
    private final JdbcClient sql;
    private final Canaries canaries;
    private final OrderFaults faults = new OrderFaults();
    private final List<String> answers = new ArrayList<>();

    CanaryWalk(Cluster cluster, JdbcClient sql, Canaries canaries) {
        this.cluster = cluster;
        this.people = new People(cluster);
        this.sql = sql;
        this.canaries = canaries;
        // Connections stay open as CertCentral's do: what a client keeps of a call, it keeps with the connection.
        cluster.faults().plan(call -> {
            Fault fault = faults.of(call);
            return fault.name().equals("none") ? Faults.keptOpen() : fault;
        });
    }

    /** Everything that anybody was answered. */
    List<String> answers() {
        return answers;
    }

    void payOnce() {
        pay("paid", waitingForCard(), Set.of(204));
    }

    void everyPath() throws IOException, InterruptedException {
        String open = waitingForCard();
        refusedByRules(open);
        unreadable(open);
        notPermitted(open);
        refusedByCertCentral(open);
        misplaced(open);
        paidAndGone(open);
        // Before anything is looked up: a look-up reads the ledger, and waits for whoever wants to change the table.
        writeOfTheLedgerFails();
        unclear();
    }

    private void refusedByRules(String id) {
        refused(
                "wrong check digit",
                id,
                card -> card.put("number", withOtherLastDigit(card.get("number").asText())));
        refused("too long", id, card -> card.put("number", card.get("number").asText() + "00"));
        refused("expired", id, card -> card.put("expiration_year", "2020"));
        refused(
                "unknown field",
                id,
                card -> card.put(
                        "note",
                        card.get("number").asText() + " cvv " + card.get("cvv").asText()));
        refused(
                "number as a number",
                id,
                card -> card.put("number", Long.parseLong(card.get("number").asText())));
        refused(
                "number as a name",
                id,
                card -> card.put(card.get("number").asText(), card.get("cvv").asText()));
        refused(
                "number in the holder",
                id,
                card -> card.put("cardholder_name", card.get("number").asText()));
        refused(
                "grouped and wrong",
                id,
                card -> card.put("number", card.get("number").asText().replaceAll("(.{4})", "$1 "))
                        .put("cvv", "12"));
        refused("long cvv", id, card -> card.put("cvv", canaries.longCvv("long cvv")));
    }

    private static String withOtherLastDigit(String number) {
        int last = number.length() - 1;
        return number.substring(0, last) + (number.charAt(last) - '0' + 1) % 10;
    }

    private void refused(String path, String id, Consumer<ObjectNode> mistake) {
        ObjectNode payment = canaries.card(path).payment();
        mistake.accept(payment.withObject("/credit_card"));
        call(path, "finance", "POST", payment(id), JSON, payment.toString(), Set.of(422));
    }

    private void unreadable(String id) {
        Card cut = canaries.card("cut off");
        call(
                "cut off",
                "finance",
                "POST",
                payment(id),
                JSON,
                cut.payment().toString().replaceFirst("\\}\\}?$", ""),
                Set.of(400));
        Card token = canaries.card("no JSON token");
        call(
                "no JSON token",
                "finance",
                "POST",
                payment(id),
                JSON,
                "{\"credit_card\": {\"number\": x" + token.number() + "}}",
                Set.of(400));
        Card quotes = canaries.card("single quotes");
        call(
                "single quotes",
                "finance",
                "POST",
                payment(id),
                JSON,
                quotes.payment().toString().replace('"', '\''),
                Set.of(400));
        Card plain = canaries.card("plain text");
        call(
                "plain text",
                "finance",
                "POST",
                payment(id),
                "text/plain",
                plain.payment().toString(),
                Set.of(415));
        Card form = canaries.card("form");
        call(
                "form",
                "finance",
                "POST",
                payment(id),
                FORM,
                "number=" + form.number() + "&cvv=" + form.cvv(),
                Set.of(415));
        Card method = canaries.card("wrong method");
        call(
                "wrong method",
                "finance",
                "PUT",
                payment(id),
                JSON,
                method.payment().toString(),
                Set.of(403, 405));
    }

    private void notPermitted(String id) throws IOException, InterruptedException {
        call(
                "not signed in",
                "",
                "POST",
                payment(id),
                JSON,
                canaries.card("not signed in").payment().toString(),
                Set.of(401));
        call(
                "wrong role",
                "requester",
                "POST",
                payment(id),
                JSON,
                canaries.card("wrong role").payment().toString(),
                Set.of(403));
        call(
                "no such request",
                "finance",
                "POST",
                payment("ES-00000000"),
                JSON,
                canaries.card("no such request").payment().toString(),
                Set.of(404));
        Card user = canaries.card("number as a user");
        call(
                "number as a user",
                user.number(),
                "POST",
                payment(id),
                JSON,
                user.payment().toString(),
                Set.of(400));
        call(
                "wrong password",
                "auditor",
                "POST",
                payment(id),
                JSON,
                canaries.card("wrong password").payment().toString(),
                Set.of(401),
                "Authorization",
                basic("auditor", canaries.secret("password")));
        session(id);
    }

    /** Pays as the form in the browser does, by session and token; once without the token. */
    private void session(String id) throws IOException, InterruptedException {
        CookieManager cookies = new CookieManager();
        HttpClient browser = HttpClient.newBuilder().cookieHandler(cookies).build();
        String page = browser.send(HttpRequest.newBuilder(uri("/login")).build(), BodyHandlers.ofString())
                .body();
        Matcher token = Pattern.compile("name=\"_csrf\" type=\"hidden\" value=\"([^\"]+)\"")
                .matcher(page);
        assertThat(token.find()).as(page).isTrue();
        browser.send(
                HttpRequest.newBuilder(uri("/login"))
                        .header("Content-Type", FORM)
                        .POST(BodyPublishers.ofString(
                                "username=finance&password=finance&_csrf=" + encoded(token.group(1))))
                        .build(),
                BodyHandlers.ofString());

        HttpRequest.Builder call = HttpRequest.newBuilder(uri(payment(id))).header("Content-Type", JSON);
        HttpResponse<String> refused = browser.send(
                call.copy()
                        .POST(BodyPublishers.ofString(
                                canaries.card("no token").payment().toString()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(refused.statusCode()).as("no token").isEqualTo(403);
        answers.add(refused.body());

        browser.send(HttpRequest.newBuilder(uri("/api/eseals")).build(), BodyHandlers.ofString());
        String csrf = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("ESEAL-XSRF-TOKEN"))
                .findFirst()
                .orElseThrow()
                .getValue();
        faults.on(id, Faults.echo(400, "payment_declined"));
        HttpResponse<String> declined = browser.send(
                call.header("X-XSRF-TOKEN", csrf)
                        .POST(BodyPublishers.ofString(
                                canaries.card("by session").payment().toString()))
                        .build(),
                BodyHandlers.ofString());
        assertThat(declined.statusCode()).as("by session").isEqualTo(402);
        answers.add(declined.body());
    }

    private void refusedByCertCentral(String id) {
        faults.on(id, Faults.echo(400, "payment_declined"));
        pay("declined, card repeated", id, Set.of(402));
        faults.on(id, Faults.echo(402, "card"));
        pay("payment required, card repeated", id, Set.of(402));
        faults.on(id, Faults.echo(403, "access_denied"));
        pay("403, card repeated", id, Set.of(503));
        faults.on(id, Faults.echo(429, "request_limit_exceeded"));
        pay("429, card repeated", id, Set.of(503));
        // The key pauses.
        await().atMost(SOON).until(() -> people.state(id).equals("PAYMENT"));
    }

    private void paidAndGone(String id) {
        Card paid = canaries.card("paid");
        ObjectNode payment = paid.payment();
        payment.withObject("/credit_card").put("number", paid.grouped(" "));
        await().atMost(SOON)
                .pollInterval(Duration.ofMillis(200))
                .until(() -> call("paid", "finance", "POST", payment(id), JSON, payment.toString(), Set.of(204, 503))
                        == 204);
        pay("task gone", id, Set.of(409));
        refusedContent();
    }

    private void refusedContent() {
        String id = waitingForCard();
        faults.on(id, Faults.echo(400, "invalid_contact"));
        pay("refused for its content, card repeated", id, Set.of(409));
    }

    /** Whether the card was charged is not known. */
    private void unclear() {
        // Last one whose connection stays whole: whoever keeps what comes last keeps this.
        List<Map.Entry<String, Fault>> all = List.of(
                Map.entry("503", Faults.unavailable(503, true)),
                Map.entry("timeout", Faults.swallow()),
                Map.entry("reset", Faults.reset()),
                Map.entry("truncated", Faults.truncate()),
                Map.entry("html", Faults.html(true)),
                Map.entry("card as the answer", Faults.mirror()),
                Map.entry("garbled gzip", Faults.gzip()),
                Map.entry("500, card repeated", Faults.echo(500, "internal_error")));
        List<String> ids = IntStream.range(0, all.size())
                .mapToObj(i -> people.request(byCard()))
                .toList();
        int next = 0;
        for (Map.Entry<String, Fault> each : all) {
            String id = ids.get(next++);
            people.work(id, Elements.USER_PAY_BY_CARD);
            faults.on(id, each.getValue());
            pay(each.getKey(), id, Set.of(503, 504));
        }
    }

    private void writeOfTheLedgerFails() {
        String id = waitingForCard();
        faults.on(id, Faults.echo(400, "payment_declined"));
        sql.sql("alter table ledger add constraint canary check (eseal_id <> '" + id + "' or state <> 'REJECTED')")
                .update();
        pay("ledger fails", id, Set.of(500, 503, 504));
        sql.sql("alter table ledger drop constraint canary").update();
    }

    /** A node that has not heard of any other card takes over. */
    void nodeIsKilled() throws InterruptedException {
        String id = waitingForCard();
        CallGate gate = new CallGate();
        faults.on(id, Faults.hold(gate));
        Card card = canaries.card("node killed");
        Thread payer = new Thread(() -> {
            try {
                new NodeClient(cluster.node("node-1"), "finance").post(payment(id), card.payment());
            } catch (IOException expected) {
                // The node is gone.
            }
        });
        payer.start();
        gate.awaitArrival(SOON);
        cluster.node("node-1").kill();
        gate.open();
        payer.join();
        cluster.start("node-1").awaitReady();
        pay("after the restart", id, Set.of(409, 504));
    }

    /** Sends cards to addresses where no card belongs. */
    private void misplaced(String open) {
        ObjectNode fields = byCard();
        fields.set("credit_card", canaries.card("in a request").payment().get("credit_card"));
        call("in a request", "requester", "POST", "/api/eseals", JSON, fields.toString(), Set.of(422));
        Card name = canaries.card("name of a field");
        call(
                "name of a field",
                "requester",
                "POST",
                "/api/eseals",
                JSON,
                People.seal().put(name.number(), "x").toString(),
                Set.of(422));
        Card key = canaries.card("idempotency key");
        call(
                "idempotency key",
                "requester",
                "POST",
                "/api/eseals",
                JSON,
                People.seal().toString(),
                Set.of(400, 422),
                "Idempotency-Key",
                key.number());
        Card broken = canaries.card("broken request");
        call(
                "broken request",
                "requester",
                "POST",
                "/api/eseals",
                JSON,
                "{\"note\": x" + broken.number() + "}",
                Set.of(400));
        Card csr = canaries.card("CSR");
        call(
                "CSR",
                "requester",
                "PUT",
                "/api/eseals/" + open + "/csr",
                "text/plain",
                csr.number(),
                Set.of(400, 409, 422));
        Card reason = canaries.card("cancellation");
        call(
                "cancellation",
                "requester",
                "POST",
                "/api/eseals/" + open + "/cancellation",
                JSON,
                "{\"reason\":\"" + reason.number() + "\"}",
                Set.of(400, 422));
        Card nowhere = canaries.card("address that is not there");
        call(
                "address that is not there",
                "",
                "POST",
                "/api/not-there",
                JSON,
                "{\"order\":\"" + nowhere.number() + "\"}",
                Set.of(401),
                "X-Key",
                canaries.secret("wrong key"));
        addresses(open);
        engine(open);
    }

    private void addresses(String open) {
        Card query = canaries.card("query");
        call("query", "finance", "GET", "/api/eseals?q=" + query.number(), JSON, "", Set.of(400));
        Card grouped = canaries.card("query, grouped");
        call(
                "query, grouped",
                "finance",
                "GET",
                "/engine-rest/task?nameLike=" + encoded("%" + grouped.grouped("-") + "%"),
                JSON,
                "",
                Set.of(400));
        Card payment = canaries.card("query of a payment");
        call(
                "query of a payment",
                "finance",
                "POST",
                payment(open) + "?number=" + payment.number() + "&cvv=" + payment.cvv(),
                JSON,
                "{}",
                Set.of(400));
        Card path = canaries.card("path");
        call("path", "finance", "POST", payment(path.number()), JSON, "{}", Set.of(400));
        Card file = canaries.card("path of a file");
        call("path of a file", "finance", "GET", "/forms/" + file.number() + ".html", JSON, "", Set.of(400));
        Card nobody = canaries.card("path, not signed in");
        call(
                "path, not signed in",
                "",
                "GET",
                "/camunda/app/tasklist/" + nobody.number(),
                JSON,
                "",
                Set.of(400),
                "Accept",
                "text/html");
        Card header = canaries.card("header");
        call("header", "finance", "GET", "/api/eseals", JSON, "", Set.of(200), "X-Card", header.grouped(" "));
    }

    private void engine(String open) {
        JsonNode task = people.work(open, Elements.USER_PAY_BY_CARD);
        String taskPath = "/engine-rest/task/" + task.get("id").asText();
        ObjectNode request = byCard();
        request.set("credit_card", canaries.card("start: request").payment().get("credit_card"));
        inEngine(
                "start: request",
                "requester",
                "/engine-rest/process-definition/key/eseal-lifecycle/start",
                variables("request", "Json", request.toString()));
        withNumber(
                "start: key",
                "requester",
                "/engine-rest/process-definition/key/eseal-lifecycle/start",
                number -> variables("request", "Json", "{}").put("businessKey", number));
        for (String type : List.of("String", "Long", "Object")) {
            withNumber(
                    "complete: " + type, "finance", taskPath + "/complete", number -> variables("note", type, number));
            withNumber(
                    "submit-form: " + type,
                    "finance",
                    taskPath + "/submit-form",
                    number -> variables("note", type, number));
        }
        withNumber("transient", "finance", taskPath + "/submit-form", number -> {
            ObjectNode body = variables("note", "String", number);
            body.withObject("/variables/note").putObject("valueInfo").put("transient", true);
            return body;
        });
        withNumber("resolve", "finance", taskPath + "/resolve", number -> variables("note", "String", number));
        withNumber(
                "comment",
                "admin",
                taskPath + "/comment/create",
                number -> SingleQuoted.object("{}").put("message", "the card is " + number));
        withNumber(
                "message",
                "admin",
                "/engine-rest/message",
                number -> SingleQuoted.object("{}")
                        .put("messageName", "cancellation-requested")
                        .put("businessKey", number));
        withNumber("message variable", "admin", "/engine-rest/message", number -> {
            ObjectNode body = SingleQuoted.object("{}")
                    .put("messageName", "cancellation-requested")
                    .put("businessKey", open);
            body.set("processVariables", variables("reason", "String", number).get("variables"));
            return body;
        });
        withNumber(
                "bpmn error",
                "admin",
                taskPath + "/bpmnError",
                number -> SingleQuoted.object("{}").put("errorCode", "x").put("errorMessage", number));
        withNumber(
                "filter",
                "admin",
                "/engine-rest/filter/create",
                number -> SingleQuoted.object("{}").put("resourceType", "Task").put("name", number));
        Card variable = canaries.card("task variable");
        call(
                "task variable",
                "admin",
                "PUT",
                taskPath + "/variables/note",
                JSON,
                "{\"type\":\"String\",\"value\":\"" + variable.grouped("-") + "\"}",
                Set.of(400));
        Card description = canaries.card("description of a task");
        call(
                "description of a task",
                "admin",
                "PUT",
                taskPath,
                JSON,
                "{\"name\":\"x\",\"description\":\"" + description.number() + "\"}",
                Set.of(400));
        Card attachment = canaries.card("attachment");
        call(
                "attachment",
                "admin",
                "POST",
                taskPath + "/attachment/create",
                "multipart/form-data; boundary=edge",
                multipart(attachment.number()),
                Set.of(400));
        Card escaped = canaries.card("escaped digits");
        call(
                "escaped digits",
                "admin",
                "POST",
                taskPath + "/comment/create",
                JSON,
                "{\"message\":\""
                        + escaped.number()
                                .replaceFirst(
                                        "^.", "\\\\u003" + escaped.number().charAt(0)) + "\"}",
                Set.of(400));
        Card tasklist = canaries.card("Tasklist's comment");
        call(
                "Tasklist's comment",
                "finance",
                "POST",
                taskPath.replace("/engine-rest", "/camunda/api/engine/engine/default") + "/comment/create",
                JSON,
                "{\"message\":\"" + tasklist.number() + "\"}",
                Set.of(400, 401, 403));
        Card brokenJson = canaries.card("broken JSON for the engine");
        call(
                "broken JSON for the engine",
                "finance",
                "POST",
                taskPath + "/complete",
                JSON,
                "{\"variables\": x" + brokenJson.number() + "}",
                Set.of(400));
    }

    private interface Body {
        ObjectNode of(String number);
    }

    private void withNumber(String path, String user, String address, Body body) {
        inEngine(path, user, address, body.of(canaries.card(path).number()));
    }

    private void inEngine(String path, String user, String address, ObjectNode body) {
        call(path, user, "POST", address, JSON, body.toString(), Set.of(400));
    }

    private static ObjectNode variables(String name, String type, String value) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        ObjectNode variable = body.putObject("variables").putObject(name).put("type", type);
        if (type.equals("Long")) {
            variable.put("value", Long.parseLong(value));
        } else {
            variable.put("value", value);
        }
        return body;
    }

    private static String multipart(String content) {
        return "--edge\r\nContent-Disposition: form-data; name=\"attachment-name\"\r\n\r\nx\r\n--edge\r\n"
                + "Content-Disposition: form-data; name=\"content\"; filename=\"x.txt\"\r\nContent-Type: text/plain\r\n\r\n"
                + content + "\r\n--edge--\r\n";
    }

    private String waitingForCard() {
        String id = people.request(byCard());
        people.work(id, Elements.USER_PAY_BY_CARD);
        return id;
    }

    private static ObjectNode byCard() {
        return People.seal().put("payment_method", "card");
    }

    private static String payment(String id) {
        return "/api/eseals/" + id + "/card-payment";
    }

    private void pay(String path, String id, Set<Integer> expected) {
        call(
                path,
                "finance",
                "POST",
                payment(id),
                JSON,
                canaries.card(path).payment().toString(),
                expected);
    }

    /** The status of one call of a user, whose password is the name; of nobody when the name is empty. */
    private int call(
            String path,
            String user,
            String method,
            String address,
            String type,
            String body,
            Set<Integer> expected,
            String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri(address))
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", type)
                .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (headers.length > 0) {
            request.headers(headers);
        }
        if (!user.isEmpty()) {
            request.setHeader(
                    "Authorization", List.of(headers).contains("Authorization") ? headers[1] : basic(user, user));
        }
        try {
            HttpResponse<String> answer = HttpClient.newHttpClient().send(request.build(), BodyHandlers.ofString());
            answers.add(answer.statusCode() + " " + answer.headers().map() + " " + answer.body());
            assertThat(answer.statusCode())
                    .as(() -> path + ": " + answer.body() + cluster.logs())
                    .isIn(expected);
            return answer.statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** Calls without any card, as in any hour of service; returns what operators read there. */
    List<Reply> unrelated() throws IOException {
        List<Reply> replies = new ArrayList<>();
        NodeClient operator = new NodeClient(cluster.node("node-1"), "operator");
        for (int round = 0; round < 5; round++) {
            for (String address :
                    List.of("/api/eseals", "/engine-rest/task", "/actuator/health", "/camunda/app/tasklist/default/")) {
                operator.get(address);
            }
        }
        for (String endpoint : List.of(
                "env",
                "configprops",
                "beans",
                "loggers",
                "mappings",
                "conditions",
                "threaddump",
                "metrics",
                "prometheus",
                "flyway",
                "scheduledtasks",
                "health",
                "info",
                "httpexchanges")) {
            replies.add(operator.get("/actuator/" + endpoint));
        }
        return replies;
    }

    private URI uri(String address) {
        try {
            return URI.create(cluster.node("node-1").url() + address);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
