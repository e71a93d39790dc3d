package io.eseal.faults;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.eseal.faults.Fault.Act;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.Random;

/** Makes the faults that a call can meet. */
final class Faults {

    private static final String HTML = "<html><body>Request unsuccessful. Incapsula incident ID: 0</body></html>";

    private Faults() {}

    static Fault none() {
        return new Fault("none", true, exchange -> exchange.send(exchange.forward()));
    }

    /** Executed, and the connection stays open. */
    static Fault keptOpen() {
        return new Fault("kept open", true, exchange -> exchange.sendAndKeepOpen(exchange.forward()));
    }

    /**
     * Refuses a call without executing it; the text of the error repeats the whole body, and the connection stays open.
     */
    static Fault echo(int status, String code) {
        return new Fault(
                "echo " + status,
                false,
                exchange -> exchange.sendAndKeepOpen(Answer.of(
                        status,
                        "application/json",
                        errors(
                                code,
                                "Cannot be processed: "
                                        + new String(exchange.call().body(), StandardCharsets.UTF_8)))));
    }

    /** Executed, and answered by what came in, which is not what an order is answered by. */
    static Fault mirror() {
        return new Fault("mirror", true, exchange -> {
            exchange.forward();
            exchange.sendAndKeepOpen(
                    Answer.of(201, "application/json", exchange.call().body()));
        });
    }

    /** The connection is reset once the request was read; CertCentral never sees it. */
    static Fault reset() {
        return lost("reset", InterceptedCall::reset);
    }

    /** The request is read and never answered; CertCentral never sees it. */
    static Fault swallow() {
        return lost("swallow", InterceptedCall::awaitClient);
    }

    /** Executed and never answered. */
    static Fault lostAnswer() {
        return after("lost answer", (exchange, answer) -> exchange.awaitClient());
    }

    /** Executed; the connection is reset in the middle of the status line. */
    static Fault cutInStatusLine() {
        return after("cut in status line", (exchange, answer) -> cut(exchange, answer.statusLine()));
    }

    static Fault cutInHeaders() {
        return after("cut in headers", (exchange, answer) -> cut(exchange, answer.head()));
    }

    static Fault cutInBody() {
        return after("cut in body", (exchange, answer) -> {
            exchange.write(answer.head());
            cut(exchange, answer.body());
        });
    }

    /** Executed; the right length, half the body, and an orderly end. */
    static Fault truncate() {
        return after("truncated", (exchange, answer) -> {
            exchange.write(answer.head());
            exchange.write(half(answer.body()));
        });
    }

    /** Executed; the header claims half the length, so that the client stops reading too early. */
    static Fault shortLength() {
        return after(
                "length too small", (exchange, answer) -> exchange.send(answer.claiming(answer.body().length / 2)));
    }

    /** Executed; the header claims more than there is, and the connection stays open. */
    static Fault longLength() {
        return after("length too large", (exchange, answer) -> {
            exchange.send(answer.claiming(answer.body().length + 1000));
            exchange.awaitClient();
        });
    }

    /** A page of a firewall with status 200. */
    static Fault html(boolean effective) {
        return answering("html", effective, Answer.of(200, "text/html", HTML));
    }

    /** Executed; the answer names that number, which is no order's. */
    static Fault number(String number) {
        return answering("order number " + number, true, Answer.of(201, "application/json", "{\"id\":" + number + "}"));
    }

    /** Executed; a second document stands behind the first. */
    static Fault twice() {
        return after(
                "two documents",
                (exchange, answer) -> exchange.send(Answer.of(
                        answer.status(),
                        answer.type(),
                        new String(answer.body(), StandardCharsets.UTF_8) + "{\"id\":1}")));
    }

    /** Executed; the answer nests to 900 levels. */
    static Fault deep() {
        return answering(
                "900 levels",
                true,
                Answer.of(201, "application/json", "{\"id\":1,\"a\":" + "[".repeat(900) + "]".repeat(900) + "}"));
    }

    /** Executed; the answer comes byte by byte. */
    static Fault drip(Duration interval) {
        return after("drip", (exchange, answer) -> {
            for (byte[] part : new byte[][] {answer.head(), answer.body()}) {
                for (byte one : part) {
                    exchange.write(one);
                    Pause.of(interval);
                }
            }
        });
    }

    /** Executed; an answer of that many bytes. */
    static Fault huge(int bytes) {
        return after("huge", (exchange, answer) -> {
            byte[] body = new byte[bytes];
            Arrays.fill(body, (byte) ' ');
            exchange.send(Answer.of(answer.status(), answer.type(), body));
        });
    }

    /** Executed; bytes that claim to be gzip. */
    static Fault gzip() {
        return after("gzip", (exchange, answer) -> {
            byte[] body = new byte[answer.body().length];
            new Random(1).nextBytes(body);
            exchange.send(Answer.of(answer.status(), answer.type(), body).with("Content-Encoding", "gzip"));
        });
    }

    /** A 5xx. */
    static Fault unavailable(int status, boolean effective) {
        return answering(String.valueOf(status), effective, error(status, "internal_error"));
    }

    /** 429, not executed. */
    static Fault tooMany() {
        return answering("429", false, error(429, "request_limit_exceeded"));
    }

    /** 429 with {@code Retry-After}, not executed. */
    static Fault tooMany(String retryAfter) {
        return answering(
                "429 Retry-After", false, error(429, "request_limit_exceeded").with("Retry-After", retryAfter));
    }

    /** Executed; the answer waits at the gate. */
    static Fault hold(CallGate gate) {
        return after("hold", (exchange, answer) -> {
            gate.pass(exchange.call());
            exchange.send(answer);
        });
    }

    /** Waits at the gate before CertCentral sees it. */
    static Fault holdBefore(CallGate gate) {
        return new Fault("hold before", true, exchange -> {
            gate.pass(exchange.call());
            exchange.send(exchange.forward());
        });
    }

    /** Executed; the answer comes that much later. */
    static Fault slow(Duration delay) {
        return after("slow", (exchange, answer) -> {
            Pause.of(delay);
            exchange.send(answer);
        });
    }

    private interface Afterwards {
        void play(InterceptedCall exchange, Answer answer) throws IOException, InterruptedException;
    }

    private static Fault after(String name, Afterwards act) {
        return new Fault(name, true, exchange -> act.play(exchange, exchange.forward()));
    }

    private static Fault lost(String name, Act act) {
        return new Fault(name, false, act);
    }

    private static Fault answering(String name, boolean effective, Answer answer) {
        return new Fault(name + (effective ? ", executed" : ""), effective, exchange -> {
            if (effective) {
                exchange.forward();
            }
            exchange.send(answer);
        });
    }

    private static Answer error(int status, String code) {
        return Answer.of(status, "application/json", errors(code, "No."));
    }

    private static String errors(String code, String message) {
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putArray("errors").addObject().put("code", code).put("message", message);
        return body.toString();
    }

    private static void cut(InterceptedCall exchange, byte[] part) throws IOException, InterruptedException {
        exchange.write(half(part));
        // A reset overtakes what was not read yet.
        Pause.of(Duration.ofMillis(50));
        exchange.reset();
    }

    private static byte[] half(byte[] whole) {
        return Arrays.copyOf(whole, whole.length / 2);
    }
}
