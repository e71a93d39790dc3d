package io.eseal.faults;

import java.nio.charset.StandardCharsets;

/**
 * Holds an answer of CertCentral, as it came or as a fault changed it. The length that it claims may be wrong on
 * purpose.
 */
record Answer(int status, String type, String extraHeaders, String connection, long claimedLength, byte[] body) {

    static Answer of(int status, String type, byte[] body) {
        return new Answer(status, type, "", "close", body.length, body);
    }

    static Answer of(int status, String type, String body) {
        return of(status, type, body.getBytes(StandardCharsets.UTF_8));
    }

    Answer claiming(long length) {
        return new Answer(status, type, extraHeaders, connection, length, body);
    }

    Answer with(String header, String value) {
        return new Answer(status, type, extraHeaders + header + ": " + value + "\r\n", connection, claimedLength, body);
    }

    Answer keptOpen() {
        return new Answer(status, type, extraHeaders, "keep-alive", claimedLength, body);
    }

    byte[] statusLine() {
        return ("HTTP/1.1 " + status + " Whatever\r\n").getBytes(StandardCharsets.US_ASCII);
    }

    /** Everything before the body. */
    byte[] head() {
        return (new String(statusLine(), StandardCharsets.US_ASCII) + "Content-Type: " + type + "\r\n" + extraHeaders
                        + "Content-Length: " + claimedLength + "\r\nConnection: " + connection + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }
}
