package io.eseal.httpclient;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.Map;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatusCode;
import org.springframework.http.client.AbstractClientHttpRequest;
import org.springframework.http.client.ClientHttpResponse;

/** A call of Spring's HTTP clients for the JDK's client, with its body and its answer in memory. */
public final class BufferedRequest extends AbstractClientHttpRequest {

    /** Sends a call whose body is complete. */
    @FunctionalInterface
    public interface Sender {

        /**
         * Returns the whole answer.
         *
         * @param attributes what the caller said of the call beside its headers and its body
         */
        HttpResponse<byte[]> send(HttpRequest request, Map<String, Object> attributes) throws IOException;
    }

    private final URI uri;
    private final HttpMethod method;
    private final Sender sender;
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();

    public BufferedRequest(URI uri, HttpMethod method, Sender sender) {
        this.uri = uri;
        this.method = method;
        this.sender = sender;
    }

    @Override
    public HttpMethod getMethod() {
        return method;
    }

    @Override
    public URI getURI() {
        return uri;
    }

    @Override
    protected OutputStream getBodyInternal(HttpHeaders headers) {
        return body;
    }

    @Override
    protected ClientHttpResponse executeInternal(HttpHeaders headers) throws IOException {
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .method(
                        method.name(),
                        body.size() == 0 ? BodyPublishers.noBody() : BodyPublishers.ofByteArray(body.toByteArray()));
        // The JDK client sets the length itself and rejects a given one.
        headers.forEach((name, values) -> {
            if (!HttpHeaders.CONTENT_LENGTH.equalsIgnoreCase(name)) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return new Answer(sender.send(request.build(), getAttributes()));
    }

    private record Answer(HttpResponse<byte[]> response) implements ClientHttpResponse {

        @Override
        public HttpStatusCode getStatusCode() {
            return HttpStatusCode.valueOf(response.statusCode());
        }

        @Override
        public String getStatusText() {
            return "";
        }

        @Override
        public HttpHeaders getHeaders() {
            HttpHeaders headers = new HttpHeaders();
            response.headers().map().forEach(headers::addAll);
            return headers;
        }

        @Override
        public InputStream getBody() {
            return new ByteArrayInputStream(response.body());
        }

        @Override
        public void close() {
            // Nothing to release: the answer has been read to its end.
        }
    }
}
