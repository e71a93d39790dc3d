package io.eseal.certcentral;

import io.eseal.certcentral.JsonAnswers.WebPageException;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.http.converter.HttpMessageConversionException;
import org.springframework.web.client.ResourceAccessException;
import org.springframework.web.client.RestClientException;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Turns every failure of a call into a {@link CertCentralException} that names the call. */
final class ErrorMappingAdapter implements HttpExchangeAdapter {

    private static final ParameterizedTypeReference<byte[]> BYTES = new ParameterizedTypeReference<>() {};

    private final HttpExchangeAdapter calls;
    private final ErrorMapper errors;

    ErrorMappingAdapter(HttpExchangeAdapter calls, ErrorMapper errors) {
        this.calls = calls;
        this.errors = errors;
    }

    @Override
    public boolean supportsRequestAttributes() {
        return calls.supportsRequestAttributes();
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
        return typed(values, () -> calls.exchangeForHeaders(values));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
        return typed(values, () -> calls.exchangeForBodilessEntity(values));
    }

    @Override
    public void exchange(HttpRequestValues values) {
        boolean understood = typed(values, () -> isDone(calls.exchangeForEntity(values, BYTES)));
        if (!understood) {
            throw errors.unreadable(call(values));
        }
    }

    @Override
    public <T> T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
        T body = typed(values, () -> calls.exchangeForBody(values, bodyType));
        if (body == null) {
            throw errors.unreadable(call(values));
        }
        return body;
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
        return typed(values, () -> calls.exchangeForEntity(values, bodyType));
    }

    private <T> T typed(HttpRequestValues values, Supplier<T> exchange) {
        try {
            return exchange.get();
        } catch (RestClientResponseException e) {
            int status = e.getStatusCode().value();
            throw values.getBodyValue() instanceof WireBody order
                    ? errors.ofOrderStatus(
                            call(values),
                            status,
                            e.getResponseHeaders(),
                            e.getResponseBodyAsByteArray(),
                            order::censored)
                    : errors.ofStatus(
                            call(values),
                            status,
                            e.getResponseHeaders(),
                            e.getResponseBodyAsByteArray(),
                            UnaryOperator.identity());
        } catch (ResourceAccessException e) {
            throw errors.ofTransport(
                    call(values), Optional.ofNullable(e.getCause()).orElse(e));
        } catch (RestClientException | HttpMessageConversionException e) {
            throw e.getCause() instanceof WebPageException
                    ? errors.webPage(call(values))
                    : errors.unreadable(call(values));
        } catch (RuntimeException e) {
            // Spring fails on some answers itself, such as a malformed Content-Type; the call was sent all the same.
            throw errors.unexpected(call(values), e);
        }
    }

    /**
     * Returns whether the answer says success. The CDN in front of the API can answer 200 with its own HTML page, which
     * is no success.
     */
    private boolean isDone(ResponseEntity<byte[]> answer) {
        MediaType type = answer.getHeaders().getContentType();
        return answer.getBody() == null
                || answer.getBody().length == 0
                || type != null
                        && type.getSubtype().endsWith("json")
                        && errors.isDone(answer.getHeaders(), answer.getBody());
    }

    /** Returns the call's name: HTTP method and path template without the query. */
    static String call(HttpRequestValues values) {
        String path = values.getUriTemplate();
        int query = path.indexOf('?');
        return values.getHttpMethod() + " " + (query < 0 ? path : path.substring(0, query));
    }
}
