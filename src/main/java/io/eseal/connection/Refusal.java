package io.eseal.connection;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.coyote.ActionCode;
import org.apache.coyote.Request;
import org.apache.coyote.Response;

/** Answers to requests whose body does not reach the application; each answer ends the connection. */
enum Refusal {
    MALFORMED(400, "Bad Request"),
    LATE(408, "Request Timeout"),
    TOO_LARGE(413, "Payload Too Large"),
    NO_ROOM(503, "Service Unavailable");

    private final int status;
    private final String title;

    Refusal(int status, String title) {
        this.status = status;
        this.title = title;
    }

    /**
     * Writes the answer as problem details (RFC 9457).
     *
     * @param detail a sentence of this service, without quotation marks
     */
    void answer(Request call, Response answer, String detail) throws IOException {
        byte[] problem =
                "{\"type\":\"about:blank\",\"title\":\"%s\",\"status\":%d,\"detail\":\"%s\",\"message\":\"%s\"}"
                        .formatted(title, status, detail, detail)
                        .getBytes(StandardCharsets.UTF_8);
        answer.setStatus(status);
        answer.setContentType("application/problem+json");
        answer.setContentLength(problem.length);
        answer.addHeader("Connection", "close");
        answer.addHeader("Cache-Control", "no-store");
        if (this == NO_ROOM) {
            answer.addHeader("Retry-After", "5");
        }
        answer.doWrite(ByteBuffer.wrap(problem));
        call.action(ActionCode.DISABLE_SWALLOW_INPUT, null);
        answer.action(ActionCode.CLOSE, null);
    }
}
