package io.eseal.faults;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * One call to CertCentral.
 *
 * @param node which node made it: the first segment of the path that it was given, see {@link FaultServer#baseUrl}
 * @param target the path without that segment, and the query
 */
record Call(String node, String method, String target, Map<String, String> headers, byte[] body) {

    private static final int LONGEST_HEAD = 64 * 1024;
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final ObjectMapper JSON = new ObjectMapper();

    /** Reads one request; its body must have a {@code Content-Length}. */
    static Call read(InputStream in) throws IOException {
        String[] lines = head(in).split("\r\n");
        String[] start = lines[0].split(" ");
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        for (int line = 1; line < lines.length; line++) {
            int colon = lines[line].indexOf(':');
            headers.put(
                    lines[line].substring(0, colon),
                    lines[line].substring(colon + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("Content-Length", "0"));
        if (start.length != 3 || headers.containsKey("Transfer-Encoding") || length > LONGEST_BODY) {
            throw new IOException("not a request that is understood here: " + lines[0]);
        }
        byte[] body = in.readNBytes(length);
        if (body.length < length) {
            throw new EOFException("the body ended early");
        }
        int slash = start[1].indexOf('/', 1);
        return new Call(
                start[1].substring(1, slash),
                start[0].toUpperCase(Locale.ROOT),
                start[1].substring(slash),
                headers,
                body);
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.length() < LONGEST_HEAD) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("the request ended early");
            }
            head.append((char) next);
            if (head.length() > 4 && head.substring(head.length() - 4).equals("\r\n\r\n")) {
                return head.toString();
            }
        }
        throw new IOException("the head of the request is too long");
    }

    /** The last segments of the path, e.g. {@code is("GET", "/finance/balance")}. */
    boolean is(String verb, String pathEnd) {
        return method.equals(verb) && target.replaceFirst("\\?.*", "").endsWith(pathEnd);
    }

    boolean placesOrder() {
        return is("POST", "/order/certificate/eu_eseal");
    }

    /** The request's id in the body of an order, empty otherwise. */
    String reference() {
        try {
            return body.length == 0
                    ? ""
                    : JSON.readTree(body).path("alternative_order_id").asText();
        } catch (JsonProcessingException e) {
            return "";
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public String toString() {
        return node + ": " + method + " " + target + " " + new String(body, StandardCharsets.UTF_8);
    }
}
