package io.eseal.certcentral;

import org.springframework.core.ParameterizedTypeReference;
import org.springframework.http.HttpHeaders;
import org.springframework.http.ResponseEntity;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpRequestValues;

/** Makes each call through the {@link CallGuard}, which may hold it back. */
final class GuardedCalls implements HttpExchangeAdapter {

    private final HttpExchangeAdapter calls;
    private final CallGuard guard;

    GuardedCalls(HttpExchangeAdapter calls, CallGuard guard) {
        this.calls = calls;
        this.guard = guard;
    }

    @Override
    public boolean supportsRequestAttributes() {
        return calls.supportsRequestAttributes();
    }

    @Override
    public void exchange(HttpRequestValues values) {
        guard.make(ErrorMappingAdapter.call(values), () -> {
            calls.exchange(values);
            return null;
        });
    }

    @Override
    public HttpHeaders exchangeForHeaders(HttpRequestValues values) {
        return guard.make(ErrorMappingAdapter.call(values), () -> calls.exchangeForHeaders(values));
    }

    @Override
    public <T> T exchangeForBody(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
        return guard.make(ErrorMappingAdapter.call(values), () -> calls.exchangeForBody(values, bodyType));
    }

    @Override
    public ResponseEntity<Void> exchangeForBodilessEntity(HttpRequestValues values) {
        return guard.make(ErrorMappingAdapter.call(values), () -> calls.exchangeForBodilessEntity(values));
    }

    @Override
    public <T> ResponseEntity<T> exchangeForEntity(HttpRequestValues values, ParameterizedTypeReference<T> bodyType) {
        return guard.make(ErrorMappingAdapter.call(values), () -> calls.exchangeForEntity(values, bodyType));
    }
}
