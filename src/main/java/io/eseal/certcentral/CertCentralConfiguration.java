package io.eseal.certcentral;

import com.fasterxml.jackson.databind.json.JsonMapper;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.List;
import java.util.function.UnaryOperator;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpHeaders;
import org.springframework.http.client.ClientHttpRequestFactory;
import org.springframework.http.client.ClientHttpResponse;
import org.springframework.http.converter.ByteArrayHttpMessageConverter;
import org.springframework.http.converter.StringHttpMessageConverter;
import org.springframework.web.client.RestClient;
import org.springframework.web.client.RestClientResponseException;
import org.springframework.web.client.support.RestClientAdapter;
import org.springframework.web.service.invoker.HttpExchangeAdapter;
import org.springframework.web.service.invoker.HttpServiceProxyFactory;

/** Creates the client of CertCentral from its settings. */
@Configuration(proxyBeanMethods = false)
class CertCentralConfiguration {

    @Bean
    CertCentral certCentral(
            CertCentralSettings settings,
            Clock clock,
            ObjectProvider<ObservationRegistry> observations,
            CallGuard guard) {
        return client(
                settings,
                clock,
                observations.getIfAvailable(() -> ObservationRegistry.NOOP),
                calls -> new GuardedCalls(calls, guard));
    }

    static CertCentral client(
            CertCentralSettings settings,
            Clock clock,
            ObservationRegistry observations,
            UnaryOperator<HttpExchangeAdapter> guarded) {
        return client(settings, clock, observations, guarded, new DeadlineRequestFactory(settings, clock));
    }

    static CertCentral client(
            CertCentralSettings settings,
            Clock clock,
            ObservationRegistry observations,
            UnaryOperator<HttpExchangeAdapter> guarded,
            ClientHttpRequestFactory requests) {
        JsonMapper mapper = WireMapper.create();
        ErrorMappingAdapter calls = new ErrorMappingAdapter(
                RestClientAdapter.create(restClient(settings, mapper, observations, requests)),
                new ErrorMapper(new ErrorBody(mapper), clock));
        CertCentralApi api = HttpServiceProxyFactory.builderFor(guarded.apply(calls))
                .embeddedValueResolver(path -> path.replace(
                        CertCentralApi.UPDATE_CSR_PATH, settings.updateCsr().path()))
                .build()
                .createClient(CertCentralApi.class);
        return new CertCentralClient(api, mapper, settings);
    }

    private static RestClient restClient(
            CertCentralSettings settings,
            JsonMapper mapper,
            ObservationRegistry observations,
            ClientHttpRequestFactory requests) {
        return RestClient.builder()
                .baseUrl(settings.baseUrl().toString().replaceFirst("/+$", ""))
                .requestFactory(requests)
                .observationRegistry(observations)
                .defaultHeader("X-DC-DEVKEY", settings.apiKey())
                .defaultHeader(HttpHeaders.USER_AGENT, "eseal-orchestrator")
                .messageConverters(List.of(
                        new ByteArrayHttpMessageConverter(),
                        new StringHttpMessageConverter(StandardCharsets.UTF_8),
                        new JsonAnswers(mapper)))
                .defaultStatusHandler(status -> !status.is2xxSuccessful(), (request, response) -> raise(response))
                .build();
    }

    private static void raise(ClientHttpResponse response) throws IOException {
        throw new RestClientResponseException(
                "",
                response.getStatusCode(),
                "",
                response.getHeaders(),
                response.getBody().readAllBytes(),
                null);
    }
}
