package io.eseal.certcentral;

import io.micrometer.observation.ObservationRegistry;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.function.UnaryOperator;
import org.springframework.http.HttpHeaders;
import org.springframework.http.HttpMethod;
import org.springframework.http.client.ClientHttpRequest;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.mock.http.client.MockClientHttpRequest;
import org.springframework.mock.http.client.MockClientHttpResponse;

/** A CertCentral that gives the same answer to every call, without a network. */
final class CannedAnswers implements ClientHttpRequestFactory {

    final CertCentral certCentral = CertCentralConfiguration.client(
            CertCentralSettings.of(URI.create("http://localhost"), "the-key"),
            Clock.fixed(Instant.parse("2026-03-01T12:00:00Z"), ZoneOffset.UTC),
            ObservationRegistry.NOOP,
            UnaryOperator.identity(),
            this);
    private int status;
    private String contentType;
    private byte[] body;

    CannedAnswers answer(int status, String contentType, byte[] body) {
        this.status = status;
        this.contentType = contentType;
        this.body = body;
        return this;
    }

    CannedAnswers answer(int status, String json) {
        return answer(status, "application/json", json.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public ClientHttpRequest createRequest(URI uri, HttpMethod method) {
        MockClientHttpRequest request = new MockClientHttpRequest(method, uri);
        MockClientHttpResponse response = new MockClientHttpResponse(body, status);
        response.getHeaders().set(HttpHeaders.CONTENT_TYPE, contentType);
        request.setResponse(response);
        return request;
    }
}
